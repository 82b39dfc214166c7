package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import dev.slipway.api.v1alpha1.MigrationTool;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.children.ConfigReferences;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import dev.slipway.operator.kubernetes.wire.Plans;
import dev.slipway.operator.kubernetes.wire.Unreadable;
import dev.slipway.operator.release.Plan;
import dev.slipway.operator.release.Wish;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** From a spec, and the ConfigMaps it refers to, to a wish. */
public final class WishReader {
  private static final String SERVICE_NAME = "[a-z]([-a-z0-9]*[a-z0-9])?";

  private final Configurations configurations;
  private final PlanHash hashes;

  public WishReader(Live live, PlanHash hashes, Versions versions) {
    this.configurations = new Configurations(live, hashes, versions);
    this.hashes = hashes;
  }

  /**
   * A wish and the configuration it was read with.
   *
   * @param digests ConfigMaps that exist, with the digest of what they hold
   */
  public record Reading(Wish wish, Map<String, String> digests) {}

  /**
   * Reads it.
   *
   * @param resting nothing is in flight
   */
  public Reading read(BackendRelease release, boolean resting) {
    var wrong = contradiction(release);
    if (wrong.isPresent()) {
      return new Reading(new Wish.Invalid(wrong.get()), Map.of());
    }
    var spec = release.getSpec();
    var digests = new TreeMap<String, String>();
    for (var reference : ConfigReferences.required(spec.template().getSpec()).entrySet()) {
      var digest = configurations.digest(release, reference.getKey(), resting);
      if (digest.isPresent()) {
        digests.put(reference.getKey(), digest.get());
      } else if (reference.getValue()) {
        return new Reading(
            new Wish.Waiting(
                "ConfigMap %s, which the template refers to, does not exist yet"
                    .formatted(reference.getKey())),
            digests);
      }
    }
    var missing = Facts.missing(spec);
    if (missing.isPresent()) {
      return new Reading(new Wish.Waiting(missing.get()), digests);
    }
    try {
      return new Reading(new Wish.Wanted(Plans.wanted(spec, hashes.of(spec, digests))), digests);
    } catch (IllegalArgumentException e) {
      return new Reading(new Wish.Invalid(String.valueOf(e.getMessage())), digests);
    }
  }

  /**
   * ConfigMaps that alone make the wish another one than what serves; none where the spec does.
   *
   * @param served record of the revision that serves
   */
  List<String> changed(BackendRelease release, Reading reading, Optional<ReleaseRecord> served) {
    if (!(reading.wish() instanceof Wish.Wanted(Plan plan))
        || served.filter(record -> !plan.hash().equals(record.getSpec().planHash())).isEmpty()) {
      return List.of();
    }
    var record = served.get().getSpec();
    var before = new TreeMap<String, String>();
    record
        .plan()
        .configuration()
        .forEach(pinned -> before.put(pinned.name(), String.valueOf(pinned.digest())));
    if (!hashes.of(release.getSpec(), before).equals(record.planHash())) {
      return List.of();
    }
    var names = new TreeSet<>(before.keySet());
    names.addAll(reading.digests().keySet());
    names.removeIf(name -> Objects.equals(before.get(name), reading.digests().get(name)));
    return List.copyOf(names);
  }

  void forget(String uid) {
    configurations.forget(uid);
  }

  /** What a ConfigMap holds, whatever its labels say. */
  public static String digest(PlanHash hashes, ConfigMap map) {
    return hashes.ofData(
        map.getData() == null ? Map.of() : map.getData(),
        map.getBinaryData() == null ? Map.of() : map.getBinaryData());
  }

  private static Optional<String> contradiction(BackendRelease release) {
    var name = release.getMetadata().getName();
    if (name.length() > Names.LONGEST_BACKEND || !name.matches(SERVICE_NAME)) {
      return Optional.of(
          "the name '%s' cannot be the name of a Service and of its Jobs: use at most %d lower case letters, digits and dashes, beginning with a letter"
              .formatted(name, Names.LONGEST_BACKEND));
    }
    if (release.getSpec() == null) {
      return Unreadable.in(release).or(() -> Optional.of("spec is missing"));
    }
    return incomplete(release.getSpec());
  }

  @SuppressWarnings("ConstantValue") // the wire is tolerant: required members may be missing
  private static Optional<String> incomplete(BackendReleaseSpec spec) {
    if (spec.version() == null || spec.service() == null) {
      return Optional.of("spec.version and spec.service are required");
    }
    var template = spec.template();
    if (template == null
        || template.getSpec() == null
        || template.getSpec().getContainers().isEmpty()) {
      return Optional.of("spec.template needs a container: the first one is the application");
    }
    var database = spec.database();
    if (spec.migrations() != null && (database == null || database.migrator() == null)) {
      return Optional.of(
          "spec.migrations needs spec.database.migrator: the role that may change the schema");
    }
    if (spec.migrations() != null && spec.migrations().tool() == null) {
      return Optional.of(
          "spec.migrations.tool is none that this operator knows; it knows "
              + Arrays.toString(MigrationTool.values()));
    }
    return ScrapeCheck.fault(spec).or(() -> FreezeTimes.fault(spec)).or(() -> byTag(spec));
  }

  /** In production an image is named by what it is, not by a name that can move. */
  private static Optional<String> byTag(BackendReleaseSpec spec) {
    var prechecks = spec.prechecks();
    if (prechecks == null || !Boolean.TRUE.equals(prechecks.production())) {
      return Optional.empty();
    }
    return spec.template().getSpec().getContainers().stream()
        .filter(container -> !String.valueOf(container.getImage()).contains("@sha256:"))
        .findFirst()
        .map(container ->
            "prechecks.production: the image of container %s is '%s'; name it by digest (…@sha256:…)"
                .formatted(container.getName(), container.getImage()));
  }
}
