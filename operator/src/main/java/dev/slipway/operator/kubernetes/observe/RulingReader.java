package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.RequestAnswer;
import dev.slipway.api.v1alpha1.RequestVerb;
import dev.slipway.operator.kubernetes.wire.Sentence;
import dev.slipway.operator.release.Ruling;
import dev.slipway.operator.release.Ruling.Verb;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what people have decided by a ReleaseRequest; one after the other, oldest first. */
public final class RulingReader {
  private static final int LONGEST_REASON = 1024;

  private RulingReader() {}

  /** Whom a request means; empty where it cannot be read. */
  public static Optional<String> backend(ReleaseRequest request) {
    return Optional.ofNullable(request.getSpec()).filter(RulingReader::whole).map(s -> s.backend());
  }

  static Optional<Ruling> oldest(BackendRelease release, Children children) {
    return children.requests().stream()
        .filter(
            request -> backend(request).filter(release.getMetadata().getName()::equals).isPresent())
        .filter(request -> !answered(request))
        .min(Comparator.comparing(RulingReader::madeAt).thenComparing(RulingReader::id))
        .map(RulingReader::ruling);
  }

  /** Approvals of this very attempt: none of an earlier one of its number, none too late. */
  public static List<ReleaseRequest> approvals(
      String backend, int attempt, Instant startedAt, List<ReleaseRequest> requests) {
    return requests.stream()
        .filter(request -> backend(request).filter(backend::equals).isPresent())
        .filter(request -> request.getSpec().verb() == RequestVerb.APPROVE)
        .filter(request -> request.getSpec().attempt() == attempt)
        .filter(request -> !madeAt(request).plusSeconds(1).isBefore(startedAt))
        .filter(request ->
            request.getStatus() == null || request.getStatus().answer() != RequestAnswer.REFUSED)
        .sorted(Comparator.comparing(RulingReader::madeAt).thenComparing(RulingReader::id))
        .toList();
  }

  private static boolean answered(ReleaseRequest request) {
    return request.getStatus() != null && request.getStatus().answer() != null;
  }

  private static Ruling ruling(ReleaseRequest request) {
    var spec = request.getSpec();
    return new Ruling(
        id(request),
        switch (spec.verb()) {
          case RESOLVE -> Verb.RESOLVE;
          case APPROVE -> Verb.APPROVE;
        },
        spec.attempt(),
        spec.requestedBy(),
        Sentence.fitting(Redaction.of(text(spec.reason())), LONGEST_REASON),
        Objects.requireNonNullElse(spec.applied(), List.of()),
        madeAt(request));
  }

  private static String text(@Nullable String words) {
    return words == null ? "" : words;
  }

  /** The uid tells it from a later one of the same name. */
  public static String id(ReleaseRequest request) {
    return request.getMetadata().getName() + " " + request.getMetadata().getUid();
  }

  public static Instant madeAt(ReleaseRequest request) {
    try {
      return Instant.parse(text(request.getMetadata().getCreationTimestamp()));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  @SuppressWarnings("ConstantValue") // the wire is tolerant: required members may be missing
  private static boolean whole(dev.slipway.api.v1alpha1.ReleaseRequestSpec spec) {
    return spec.backend() != null
        && spec.attempt() != null
        && spec.verb() != null
        && spec.requestedBy() != null;
  }
}
