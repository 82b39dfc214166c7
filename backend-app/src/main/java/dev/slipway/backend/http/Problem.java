package dev.slipway.backend.http;

import dev.slipway.backend.logging.Redaction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an RFC 9457 problem document.
 *
 * <p>{@code detail} is for the caller: no secret, no driver's message.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Redaction TOKENS = new Redaction(List.of());

  private final int status;
  private final String title;
  private final String detail;
  private final @Nullable Duration retryAfter;
  private final boolean closes;

  public Problem(int status, String title, String detail) {
    this(status, title, detail, null, false);
  }

  private Problem(
      int status, String title, String detail, @Nullable Duration retryAfter, boolean closes) {
    super(title + ": " + detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.retryAfter = retryAfter;
    this.closes = closes;
  }

  public static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  /** The request does not end where it says; what follows on its connection has no meaning. */
  static Problem unreadable(String detail) {
    return new Problem(400, "Bad request", detail, null, true);
  }

  public static Problem invalid(String detail) {
    return new Problem(422, "Invalid content", detail);
  }

  public static Problem unauthorized(String detail) {
    return new Problem(401, "Unauthorized", detail);
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  public static Problem forbidden(String detail) {
    return new Problem(403, "Forbidden", detail);
  }

  public static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail);
  }

  public static Problem unavailable(String detail) {
    return new Problem(503, "Service unavailable", detail, Duration.ofSeconds(1), false);
  }

  public static Problem tooMany(String detail, Duration retryAfter) {
    return new Problem(429, "Too many requests", detail, retryAfter, false);
  }

  /** When asking again makes sense; null when nobody knows. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  boolean closes() {
    return closes;
  }

  int status() {
    return status;
  }

  /** The document's content; {@code instance} is the path that was asked for. */
  Document document(String instance) {
    // People put tokens into paths, and clients log what they are answered.
    return new Document("about:blank", title, status, detail, TOKENS.of(instance));
  }

  record Document(String type, String title, int status, String detail, String instance) {}
}
