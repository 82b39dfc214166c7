package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The operator is uninstalled before what it looks after; alone, because all others need it. */
@Tag("prove")
@Isolated
@ExtendWith(OnTheCluster.class)
class UninstallScenario {
  @Test
  void withTheOperatorGoneBackendsServeAndReleaseAndNamespaceCanBeDeleted(Released shop) {
    shop.serves("1");
    var users = shop.users(10);
    shop.apply("2", text -> text);
    shop.waitFor("pods of both", _ -> shop.revision(2).ready() > 0);

    shop.operator().uninstall();
    try {
      assertThat(shop.request("/api/")).isEqualTo(200);
      assertThat(users.report().bad()).as("failed requests").isEmpty();
      shop.removal().release();

      // Nobody is there to answer; the object and what people put beside it go with the namespace.
      shop.apply("1", text -> text);
      shop.removal().namespaceWithEverything();
    } finally {
      shop.operator().install();
    }
  }
}
