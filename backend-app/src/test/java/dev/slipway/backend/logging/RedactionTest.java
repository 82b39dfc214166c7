package dev.slipway.backend.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** R15: what the last gate before every output takes out. */
class RedactionTest {

  private final Redaction redaction = new Redaction(List.of("can/ary 1", "can/ary 1 and more"));

  @Test
  void blotsSecretsOutInEveryFormTheyTravelIn() {
    assertThat(redaction.of("x can/ary 1 y can%2Fary+1 z can/ary 1 and more"))
        .isEqualTo("x *** y *** z ***");
  }

  @Test
  void blotsOutTokensAndLoginsNobodyToldItOf() {
    assertThat(redaction.of("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln and more"))
        .isEqualTo("Bearer *** and more");
    assertThat(redaction.of("at postgresql://ana:pw@db:5432/shop?x=1"))
        .isEqualTo("at postgresql://***@db:5432/shop?x=1");
  }

  @Test
  void leavesTheRestAlone() {
    String text = "GET /api/orders at http://shop:80/ by eve@example.org";
    assertThat(redaction.of(text)).isEqualTo(text);
  }
}
