package dev.slipway.backend.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.backend.http.Problem;
import dev.slipway.backend.http.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client may ask for; checked when built from a body. */
record NewOrder(String customer, String item, int quantity, @Nullable String note) {

  private static final int MAX_TEXT = 200;
  private static final int MAX_QUANTITY = 1_000;

  /**
   * @throws Problem naming every fault at once
   */
  static NewOrder from(JsonNode body) {
    List<String> faults = new ArrayList<>();
    String customer = text(body, "customer", faults);
    String item = text(body, "item", faults);
    JsonNode wanted = body.path("quantity");
    // 2.0 is an integer, too (JSON Schema 2020-12, 6.1.1).
    boolean whole = wanted.canConvertToExactIntegral() && wanted.canConvertToInt();
    int quantity = wanted.isMissingNode() ? 1 : whole ? wanted.intValue() : 0;
    if (quantity < 1 || quantity > MAX_QUANTITY) {
      faults.add("quantity must be a number from 1 to " + MAX_QUANTITY);
    }
    @Nullable String note = body.hasNonNull("note") ? text(body, "note", faults) : null;
    if (!faults.isEmpty()) {
      throw Problem.invalid(String.join("; ", faults));
    }
    return new NewOrder(customer, item, quantity, note);
  }

  private static String text(JsonNode body, String field, List<String> faults) {
    JsonNode value = body.path(field);
    String text = value.isTextual() ? Texts.stripped(value.textValue()) : "";
    if (text.isEmpty() || Texts.length(text) > MAX_TEXT) {
      faults.add(field + " must be a text of 1 to " + MAX_TEXT + " characters");
    } else if (!Texts.isStorable(text)) {
      faults.add(field + " must hold whole Unicode characters, and none with the number 0");
    }
    return text;
  }
}
