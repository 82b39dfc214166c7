package dev.slipway.backend.openapi;

import dev.slipway.backend.http.Body;
import dev.slipway.backend.http.Routes;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /openapi.yaml}: OpenAPI 3.1, as {@code application/yaml} (RFC 9512). */
public final class OpenApiRoutes {

  private static final String FILE = "openapi.yaml";

  public void register(Routes routes) {
    byte[] document = document();
    routes.get(
        "/" + FILE,
        (request, response) -> {
          response.header(HeaderNames.CONTENT_TYPE, "application/yaml");
          Body.answer(request, response, document);
        });
  }

  private static byte[] document() {
    try (var in = Objects.requireNonNull(OpenApiRoutes.class.getResourceAsStream(FILE))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
