package dev.slipway.operator.kubernetes.act;

import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.release.Action;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A field of a child that somebody else has written, and how often it was put back. The distance
 * from one time to the next doubles, so a fight costs a handful of writes however long it lasts,
 * and what is left wrong when it ends is put right after at most as long again. The count stands on
 * the child itself, so that it outlives the operator.
 *
 * @param what path of the field, for people
 * @param rival the field manager that wrote it
 * @param times how often it was put back before
 * @param last when it was put back last
 */
public record Contest(
    HasMetadata child, Field field, String what, String rival, int times, Instant last) {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int TIMES_BEFORE_IT_IS_A_FIGHT = 3;
  private static final int LONGEST_SHIFT = 20;
  private static final String NOBODY_NAMED = "somebody";

  /** What of a child is put back. */
  public enum Field {
    REPLICAS("replicas", "f:spec/f:replicas"),
    SELECTOR("selector", "f:spec/f:selector"),
    TEMPLATE("template", "f:spec/f:template/f:spec");

    private final String word;
    private final String path;

    Field(String word, String path) {
      this.word = word;
      this.path = path;
    }

    private String annotation() {
      return Names.PUT_BACK + word;
    }
  }

  /** The field that an adjustment would write, where somebody else wrote it last. */
  public static Optional<Contest> over(Action action, Look look) {
    var backend = look.release().getMetadata().getName();
    var now = look.seen().now();
    return switch (action) {
      case Action.Scale(int number, int _, String _) ->
          look.children()
              .deployment(look.children().deploymentName(look.release(), number))
              .flatMap(child -> over(child, Field.REPLICAS, now));
      case Action.ShareTraffic _, Action.NarrowTraffic _ ->
          look.children().service(backend).flatMap(child -> over(child, Field.SELECTOR, now));
      default -> Optional.empty();
    };
  }

  /** Where the managed fields name somebody else. */
  static Optional<Contest> over(HasMetadata child, Field field, Instant now) {
    return rival(child, field)
        .map(rival -> counted(child, field, "spec." + field.word, rival, now));
  }

  /** Where the field is not as it was written; who removes something is named by no field. */
  static Contest of(HasMetadata child, Field field, String what, Instant now) {
    return counted(child, field, what, rival(child, field).orElse(NOBODY_NAMED), now);
  }

  private static Contest counted(
      HasMetadata child, Field field, String what, String rival, Instant now) {
    var annotations = child.getMetadata().getAnnotations();
    var text = annotations == null ? null : annotations.get(field.annotation());
    var parts = Objects.requireNonNullElse(text, "").split(" ", 2);
    if (parts.length == 2 && parts[0].matches("[0-9]{1,6}")) {
      try {
        var last = Instant.parse(parts[1]);
        // After a quiet day it is another matter, and begins anew.
        if (now.isBefore(last.plus(LONGEST.multipliedBy(2)))) {
          return new Contest(child, field, what, rival, Integer.parseInt(parts[0]), last);
        }
      } catch (DateTimeException e) {
        // Somebody wrote there; counted from the beginning.
      }
    }
    return new Contest(child, field, what, rival, 0, Instant.EPOCH);
  }

  /**
   * Who owns the field and is not us, the last one where there are several. Who wrote it before it
   * was adopted fights for nothing.
   */
  private static Optional<String> rival(HasMetadata child, Field field) {
    List<ManagedFieldsEntry> entries = child.getMetadata().getManagedFields();
    var adopted = Owner.adoptedAt(child);
    return entries.stream()
        .filter(entry -> adopted.filter(since -> !writtenAfter(since, entry)).isEmpty())
        .filter(entry -> entry.getManager() != null && !Names.MANAGER.equals(entry.getManager()))
        .filter(entry -> holds(entry.getFieldsV1(), field.path))
        .max(
            Comparator.comparing(
                entry -> Objects.requireNonNullElse(entry.getTime(), ""),
                Comparator.naturalOrder()))
        .map(ManagedFieldsEntry::getManager);
  }

  private static boolean writtenAfter(Instant since, ManagedFieldsEntry entry) {
    return entry.getTime() != null && Instant.parse(entry.getTime()).isAfter(since);
  }

  private static boolean holds(FieldsV1 fields, String path) {
    Object at = fields == null ? Map.of() : fields.getAdditionalProperties();
    for (var step : path.split("/", -1)) {
      at = at instanceof Map<?, ?> members ? members.get(step) : null;
    }
    return at != null;
  }

  /** The earliest moment at which it is put back once more. */
  public Instant next() {
    return times == 0 ? Instant.EPOCH : last.plus(distance());
  }

  private Duration distance() {
    var grown = FIRST.multipliedBy(1L << Math.min(times - 1, LONGEST_SHIFT));
    return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
  }

  /** Whether it was put back only just, measured by how long this goes on already. */
  public boolean waits(Instant now) {
    return now.isBefore(next());
  }

  /** Whether it waits, and was put back too often for a mistake that somebody made once. */
  public boolean fought(Instant now) {
    return waits(now) && times >= TIMES_BEFORE_IT_IS_A_FIGHT;
  }

  /** What the child carries once it is put back. */
  Map<String, String> annotation(Instant now) {
    return Map.of(field.annotation(), (times + 1) + " " + now.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Which field of which child, free of values. */
  public String place() {
    return "%s of %s %s".formatted(what, child.getKind(), child.getMetadata().getName());
  }

  /** For people. */
  public String words(Instant now) {
    return waits(now)
        ? "%s keeps changing %s: put back %d times, next at %s. Let it leave %s alone, or change the BackendRelease"
            .formatted(
                rival,
                place(),
                times,
                next().truncatedTo(ChronoUnit.SECONDS),
                child.getMetadata().getName())
        : "%s changed %s; it is put back. What shall run stands in the BackendRelease: change it there"
            .formatted(rival, place());
  }
}
