package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import dev.slipway.api.v1alpha1.Freeze;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** When a freeze holds. A week is a week of its time zone, also where the clocks change. */
final class FreezeTimes {
  private static final int OF_A_WEEK = "Fri 16:00".length();

  private FreezeTimes() {}

  /** What a freeze says that no clock knows. */
  static Optional<String> fault(BackendReleaseSpec spec) {
    if (spec.gates() == null) {
      return Optional.empty();
    }
    for (var freeze : spec.gates().freezes()) {
      try {
        until(freeze, Instant.EPOCH);
      } catch (DateTimeException | IndexOutOfBoundsException | IllegalArgumentException e) {
        return Optional.of(
            "spec.gates.freezes: %s to %s in %s makes no sense (%s); expected days and times as \"Fri 16:00\" or dates as \"2026-12-20T00:00\", and a zone as Europe/Berlin"
                .formatted(freeze.from(), freeze.until(), zoneName(freeze), e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** When the freeze that holds now ends; empty where it does not hold. */
  static Optional<Instant> until(Freeze freeze, Instant now) {
    var zone = ZoneId.of(zoneName(freeze));
    return freeze.from().length() == OF_A_WEEK
        ? ofAWeek(freeze, now.atZone(zone))
        : once(freeze, zone, now);
  }

  private static Optional<Instant> once(Freeze freeze, ZoneId zone, Instant now) {
    var from = LocalDateTime.parse(freeze.from()).atZone(zone).toInstant();
    var until = LocalDateTime.parse(freeze.until()).atZone(zone).toInstant();
    return now.isBefore(from) || !now.isBefore(until) ? Optional.empty() : Optional.of(until);
  }

  /** It holds where its last beginning is later than its last end. */
  private static Optional<Instant> ofAWeek(Freeze freeze, ZonedDateTime now) {
    var until = last(freeze.until(), now);
    return last(freeze.from(), now).isAfter(until)
        ? Optional.of(next(freeze.until(), now).toInstant())
        : Optional.empty();
  }

  private static ZonedDateTime last(String moment, ZonedDateTime now) {
    var today = at(moment, now).with(TemporalAdjusters.previousOrSame(day(moment)));
    var last = today.with(time(moment));
    return last.isAfter(now) ? last.minusWeeks(1) : last;
  }

  private static ZonedDateTime next(String moment, ZonedDateTime now) {
    var next = at(moment, now).with(TemporalAdjusters.nextOrSame(day(moment)));
    return next.isAfter(now) ? next : next.plusWeeks(1);
  }

  private static ZonedDateTime at(String moment, ZonedDateTime now) {
    return now.with(time(moment));
  }

  private static LocalTime time(String moment) {
    return LocalTime.parse(moment.substring(4));
  }

  private static DayOfWeek day(String moment) {
    return switch (moment.substring(0, 3).toUpperCase(Locale.ROOT)) {
      case "MON" -> DayOfWeek.MONDAY;
      case "TUE" -> DayOfWeek.TUESDAY;
      case "WED" -> DayOfWeek.WEDNESDAY;
      case "THU" -> DayOfWeek.THURSDAY;
      case "FRI" -> DayOfWeek.FRIDAY;
      case "SAT" -> DayOfWeek.SATURDAY;
      case "SUN" -> DayOfWeek.SUNDAY;
      default -> throw new IllegalArgumentException("no day of the week");
    };
  }

  static String zoneName(Freeze freeze) {
    return freeze.zone() == null ? "UTC" : freeze.zone();
  }
}
