package dev.slipway.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "fd00::/8, fdaa::1, true",
    "fd00::/8, fe80::1, false",
    "0.0.0.0/0, ::1, false",
  })
  void containsWhatTheLengthSays(String network, String address, boolean contained) {
    assertThat(Networks.parse(List.of(network)).contain(Networks.literal(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "", "1.2.3.4.5"})
  void refusesNamesAndLengthsThatDoNotExist(String text) {
    assertThatThrownBy(() -> Networks.parse(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("holds ");
  }

  @Test
  void containsNothingWhenNothingIsNamed() {
    assertThat(Networks.NONE.contain(Networks.literal("127.0.0.1"))).isFalse();
  }
}
