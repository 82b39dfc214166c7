package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.embedded.EmbeddedDatabase;
import dev.slipway.backend.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R6: the default where nothing is set; that production refuses it is in SettingsTest. */
class EmbeddedDatabaseTest {

  @Test
  void servesWithNothingElseOnTheMachine() throws Exception {
    var env =
        Map.of(
            "PORT", "0",
            "MIGRATIONS_STRICT", "exact",
            "MIGRATIONS_DIR", ShopDatabase.files("v8").toString());
    var settings = Settings.from(env);
    try (var backend = RunningBackend.start(settings.at(EmbeddedDatabase.start(settings)))) {
      assertThat(backend.get("/api/readyz").body()).contains("\"status\":\"ready\"");
      assertThat(backend.get("/api/orders").json().path("orders")).hasSize(5);
    }
  }
}
