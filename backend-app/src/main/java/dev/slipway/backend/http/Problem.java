package dev.slipway.backend.http;

/**
 * Ends a request with an RFC 9457 problem document.
 *
 * <p>{@code detail} is for the caller: no secret, no driver's message.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final String detail;

  public Problem(int status, String title, String detail) {
    super(title + ": " + detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  public static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
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

  int status() {
    return status;
  }

  /** The document's content; {@code instance} is the path that was asked for. */
  Document document(String instance) {
    return new Document("about:blank", title, status, detail, instance);
  }

  record Document(String type, String title, int status, String detail, String instance) {}
}
