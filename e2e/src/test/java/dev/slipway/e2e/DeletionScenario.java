package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Leaving Slipway, in order and out of order, on a real cluster: nothing hangs for ever. */
@ExtendWith(OnTheCluster.class)
class DeletionScenario {
  @Test
  void withoutItsReleaseEverythingRunsOnAndTheRecordsStay(Released shop) {
    shop.serves("1");
    var users = shop.users(10);

    shop.removal().leavingEverything();

    assertThat(shop.request("/api/")).isEqualTo(200);
    assertThat(shop.revision(1).wanted()).isPositive();
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
    assertThat(shop.records())
        .singleElement()
        .satisfies(record -> assertThat(record.getMetadata().getOwnerReferences()).isEmpty());
    assertThat(users.report().bad()).as("failed requests").isEmpty();
  }

  @Test
  @Tag("prove")
  void aReleaseDeletedInItsMigrationWithTheDatabaseGoneGoesAllTheSame(Released shop) {
    shop.serves("1");
    shop.apply("2", NextVersion::migratingSlowly);
    var migrating = shop.pods().running("migrate");

    shop.database().vanish();
    shop.removal().release();

    assertThat(shop.pods().isThere(migrating)).isFalse();
  }

  @Test
  @Tag("prove")
  void aReleaseDeletedWhileItWaitsForADatabaseThatIsGoneGoesAllTheSame(Released shop) {
    shop.serves("1");
    shop.database().vanish();
    shop.apply("2", text -> text);
    var checking = shop.pods().running("check");

    shop.removal().release();

    assertThat(shop.pods().isThere(checking)).isFalse();
  }

  @Test
  @Tag("prove")
  void aNamespaceDeletedInTheMiddleOfARolloutGoesWithAllThatIsInIt(Released shop) {
    shop.serves("1");
    shop.apply("2", text -> text);
    shop.waitFor("pods of both", _ -> shop.revision(2).ready() > 0);

    shop.removal().namespaceWithEverything();

    assertThat(shop.pods().jobsOf("migrate")).isEmpty();
  }

  @Test
  @Tag("prove")
  void aNamespaceDeletedInTheMiddleOfAMigrationGoesWithAllThatIsInIt(Released shop) {
    shop.serves("1");
    shop.apply("2", NextVersion::migratingSlowly);
    var migrating = shop.pods().running("migrate");

    shop.removal().namespaceWithEverything();

    assertThat(shop.pods().isThere(migrating)).isFalse();
  }
}
