package dev.slipway.backend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "postgresql://u:p@h:5432/d, jdbc:postgresql://h:5432/d, u, p",
        "postgres://u@h/d?sslmode=require, jdbc:postgresql://h/d?sslmode=require, u, -",
        "postgresql+psycopg://u:p%40%2F+x@h/d, jdbc:postgresql://h/d, u, p@/+x",
        "jdbc:postgresql://h/d, jdbc:postgresql://h/d, -, -",
        "jdbc:postgresql://h/d?user=u&ssl=true&password=p, jdbc:postgresql://h/d?ssl=true, u, p",
        "jdbc:postgresql://h/d?password=p&user=u, jdbc:postgresql://h/d, u, p",
      })
  void readsTheFormsThatTeamsUse(String url, String jdbc, String user, String password) {
    assertThat(DatabaseAddress.parse(url)).isEqualTo(new DatabaseAddress(jdbc, user, password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://u:canary@h/d", "postgresql://u:can ary@h/d", "canary", "///"})
  void refusesOthersWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> DatabaseAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .doesNotContain("canary", "can ary");
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(DatabaseAddress.parse("postgresql://u:canary@h/d").toString())
        .isEqualTo("jdbc:postgresql://h/d");
  }
}
