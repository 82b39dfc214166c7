package dev.slipway.backend.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R6, R7 and R8: what the environment may say. */
class SettingsTest {

  private static final String KEY = "a-canary-of-the-key-with-32-characters";
  private static final String JWT = "a-canary-of-the-jwt-with-32-characters";

  @Test
  void namesEveryFaultOfProductionAtOnceAndNoValue() {
    var env = production();
    env.put("SECRET_KEY", "change-me-canary");
    env.put("JWT_SECRET", "change-me-canary");
    env.put("DEBUG", "true");
    env.put("CORS_ORIGINS", "https://canary.example, *");
    env.put("REFRESH_COOKIE_SAMESITE", "none");
    env.put("REFRESH_COOKIE_SECURE", "false");
    env.put("DB_POOL_SIZE", "canary");
    assertThatThrownBy(() -> Settings.from(env))
        .isInstanceOfSatisfying(
            InvalidSettings.class,
            e ->
                assertThat(e.faults())
                    .containsExactlyInAnyOrder(
                        "SECRET_KEY is a default or a placeholder in production;"
                            + " give it a random value",
                        "JWT_SECRET is a default or a placeholder in production;"
                            + " give it a random value",
                        "SECRET_KEY and JWT_SECRET are equal in production;"
                            + " give each its own value",
                        "DEBUG is on in production; unset it",
                        "CORS_ORIGINS allows every origin (*) in production; list the origins",
                        "REFRESH_COOKIE_SAMESITE=none needs REFRESH_COOKIE_SECURE=true",
                        "DB_POOL_SIZE is not a number from 1 to 500"))
        .message()
        .doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SECRET_KEY|''|SECRET_KEY is not set",
        "JWT_SECRET|''|JWT_SECRET_KEY is not set",
        "JWT_SECRET|short|JWT_SECRET is shorter than 32 characters",
        "SECRET_KEY|" + JWT + "|SECRET_KEY and JWT_SECRET are equal",
        "CORS_ORIGINS|[\"*\"]|CORS_ORIGINS allows every origin",
        "DEBUG|1|DEBUG is on",
        "DATABASE_URL|''|DATABASE_URL is not set in production, which refuses the embedded",
        "MIGRATIONS_STRICT|true|MIGRATIONS_STRICT needs files",
      })
  void refusesEachFaultOfProduction(String name, String value, String fault) {
    var env = production();
    assertThat(Settings.from(env).cookie().secure()).isTrue();
    env.put(name, value);
    assertThatThrownBy(() -> Settings.from(env))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith(fault);
  }

  @Test
  void takesTheOtherNameOfTheTokensKeyAndWordsInAnyCase() {
    var env = production();
    env.remove("JWT_SECRET");
    env.put("JWT_SECRET_KEY", JWT);
    env.put("ENVIRONMENT", "Production");
    env.put("DEBUG", "False");
    assertThat(Settings.from(env).tokens().access()).isEqualTo(JWT);
  }

  @Test
  void allowsTheSameOutsideProduction() {
    var env = Map.of("DATABASE_URL", "postgresql://h/d", "DEBUG", "true", "CORS_ORIGINS", "*");
    assertThat(Settings.from(env).debug()).isTrue();
  }

  @Test
  void hasThePoolThatTheRunbookNames() {
    var pool = Settings.from(Map.of("DATABASE_URL", "postgresql://h/d")).pool();
    assertThat(pool.size()).isEqualTo(20);
    assertThat(pool.overflow()).isEqualTo(40);
    assertThat(pool.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pool.recycle()).isEqualTo(Duration.ofHours(1));
    assertThat(pool.serverNeeds(3)).isEqualTo(190);
  }

  @Test
  void prefersTheDatabaseOfTheBackendsOwnName() {
    var env =
        Map.of("DATABASE_URL", "postgresql://h/d", "BACKEND_DATABASE_URL", "postgresql://own/d");
    assertThat(Settings.from(env).database().jdbcUrl()).contains("//own/");
  }

  private static Map<String, String> production() {
    Map<String, String> env = new HashMap<>();
    env.put("ENVIRONMENT", "production");
    env.put("DATABASE_URL", "postgresql://u:canary@h/d");
    env.put("SECRET_KEY", KEY);
    env.put("JWT_SECRET", JWT);
    env.put("MIGRATIONS_DIR", "/nowhere");
    return env;
  }
}
