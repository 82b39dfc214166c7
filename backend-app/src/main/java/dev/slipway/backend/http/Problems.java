package dev.slipway.backend.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a problem document. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private static final String CHECK_VIOLATION = "23514";
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private Problems() {}

  public static void register(HttpRouting.Builder routing) {
    routing.error(Problem.class, (req, res, problem) -> send(req, res, problem));
    routing.error(HttpException.class, (req, res, e) -> send(req, res, ofServer(e)));
    routing.error(SQLException.class, (req, res, e) -> send(req, res, ofDatabase(e)));
    routing.error(Throwable.class, (req, res, e) -> send(req, res, unexpected(e)));
  }

  /** For what fails before there is a request to route: malformed lines, too long a body. */
  public static DirectHandlers beforeRouting(StandingHeaders standing) {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
      handlers.addHandler(
          event,
          (request, type, status, headers, message) -> {
            var problem = new Problem(status.code(), status.reasonPhrase(), "see the title");
            standing.all().forEach(headers::set);
            return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, Json.PROBLEM)
                .entity(Json.bytes(problem.document(request.path())))
                .build();
          });
    }
    return handlers.build();
  }

  static void send(ServerRequest request, ServerResponse response, Problem problem) {
    response.status(problem.status());
    if (problem.status() == 401) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.closes()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    var retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.header(HeaderNames.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
    response.header(HeaderNames.CONTENT_TYPE, Json.PROBLEM);
    Body.answer(request, response, Json.bytes(problem.document(request.path().path())));
  }

  private static Problem ofServer(HttpException e) {
    int status = e.status().code();
    if (status == 404) {
      return Problem.notFound("there is nothing at this path");
    }
    return status >= 500
        ? unexpected(e)
        : new Problem(status, e.status().reasonPhrase(), "the request could not be served");
  }

  private static Problem ofDatabase(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    boolean away =
        e instanceof SQLTransientException
            || state.startsWith("08")
            || state.startsWith("57P")
            || state.equals(TOO_MANY_CONNECTIONS);
    if (away) {
      LOG.warn("The database is not available (SQLSTATE {})", state);
      return Problem.unavailable(
          TOO_MANY_CONNECTIONS.equals(state)
              ? "every connection to the database is in use; try again"
              : "the database is not available; try again");
    }
    // Class 22 and a broken check: the value is at fault, and whoever sent it.
    if (state.startsWith("22") || state.equals(CHECK_VIOLATION)) {
      return Problem.invalid("the database cannot keep a value that was sent");
    }
    LOG.error("The database refused a statement (SQLSTATE {})", state, e);
    return new Problem(500, "Internal server error", "the database refused a statement");
  }

  private static Problem unexpected(Throwable e) {
    LOG.error("Unexpected failure", e);
    return new Problem(500, "Internal server error", "unexpected failure; see the log");
  }
}
