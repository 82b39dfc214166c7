package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Who owns what: always by uid, never by name alone. */
public final class Owner {
  /** On what was adopted: uid of the release, and when others wrote it last before. */
  private static final String ADOPTED = Slipway.GROUP + "/adopted";

  private Owner() {}

  public static OwnerReference of(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  /** Whether it was made by this release, and goes with it. */
  public static boolean owns(String uid, HasMetadata child) {
    return child.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> reference.getUid().equals(uid));
  }

  /** Whether it was made or adopted by this release. */
  public static boolean holds(String uid, HasMetadata child) {
    return owns(uid, child) || adopter(child).filter(uid::equals).isPresent();
  }

  /** Whether nobody has made or adopted it; of what is adopted somebody may have taken the mark. */
  public static boolean unclaimed(HasMetadata child) {
    return adopter(child).isEmpty() && controller(child).isEmpty();
  }

  /** The object that makes it, and would make it again. */
  public static Optional<OwnerReference> controller(HasMetadata child) {
    return child.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .findFirst();
  }

  /** Uid of the release that has adopted it. */
  public static Optional<String> adopter(HasMetadata child) {
    return mark(child).map(words -> words[0]);
  }

  /** What was written until then was adopted with it; empty for what was not. */
  public static Optional<Instant> adoptedAt(HasMetadata child) {
    return mark(child)
        .flatMap(words -> {
          try {
            return Optional.of(Instant.parse(words[1]));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        });
  }

  /** What an adopted object carries. */
  public static Map<String, String> mark(String uid, Instant since) {
    return Map.of(ADOPTED, uid + " " + since.truncatedTo(ChronoUnit.SECONDS));
  }

  /** When anybody wrote it last, by the clock of the API server. */
  public static Instant written(HasMetadata child) {
    return child.getMetadata().getManagedFields().stream()
        .flatMap(entry -> Optional.ofNullable(entry.getTime()).stream())
        .map(Instant::parse)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Optional<String[]> mark(HasMetadata child) {
    var annotations = child.getMetadata().getAnnotations();
    return Optional.ofNullable(annotations == null ? null : annotations.get(ADOPTED))
        .map(text -> text.split(" ", 2))
        .filter(words -> words.length == 2);
  }
}
