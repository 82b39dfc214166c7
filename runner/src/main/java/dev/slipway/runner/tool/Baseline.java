package dev.slipway.runner.tool;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.schema.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person says of a database that has lived without the tool: the version it stands at, and
 * the proof that it does. Never assumed.
 *
 * @param objects {@code schema.relation} or {@code schema.relation.column}, which must exist
 * @param fingerprint as the verb status tells it
 */
public record Baseline(String version, List<String> objects, Optional<String> fingerprint) {

  public static Optional<Baseline> from(Environment environment) {
    Optional<String> version = environment.text("SLIPWAY_BASELINE_VERSION");
    List<String> objects = environment.list("SLIPWAY_BASELINE_OBJECTS");
    Optional<String> fingerprint = environment.text("SLIPWAY_BASELINE_FINGERPRINT");
    if (version.isPresent() && objects.isEmpty() && fingerprint.isEmpty()) {
      throw Stop.badInput(
          "a baseline needs a proof: objects that must exist, or the fingerprint of the schema");
    }
    return version.map(text -> new Baseline(text, objects, fingerprint));
  }

  /** Why the database is not what the baseline says; empty where the proof holds. */
  public Optional<String> fault(Connection session, Place place) throws SQLException {
    Fingerprint found = Fingerprint.of(session, place);
    List<String> faults = new ArrayList<>();
    for (String object : objects) {
      if (!found.objects().containsKey("relation " + object)
          && !found.objects().containsKey("column " + object)) {
        faults.add(object + " does not exist");
      }
    }
    if (fingerprint.isPresent() && !fingerprint.get().equals(found.digest())) {
      faults.add("the schema's fingerprint is " + found.digest() + " and not " + fingerprint.get());
    }
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the schema is not what baseline " + version + " says: " + String.join("; ", faults));
  }
}
