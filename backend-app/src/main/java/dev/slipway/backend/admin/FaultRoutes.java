package dev.slipway.backend.admin;

import dev.slipway.backend.auth.Callers;
import dev.slipway.backend.faults.FaultBoard;
import dev.slipway.backend.faults.FaultPlan;
import dev.slipway.backend.faults.Faults;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Problem;
import dev.slipway.backend.http.Routes;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /api/admin/faults}: the plan of misbehaviour; there only with {@code FAULTS_ENABLED}. */
public final class FaultRoutes {

  private final FaultBoard board;
  private final Callers callers;

  public FaultRoutes(FaultBoard board, Callers callers) {
    this.board = board;
    this.callers = callers;
  }

  public void register(Routes routes) {
    routes.get("/api/admin/faults", callers.administrator(this::show));
    routes.put("/api/admin/faults", callers.administrator(this::set));
    routes.delete("/api/admin/faults", callers.administrator(this::clear));
  }

  private void show(ServerRequest request, ServerResponse response) {
    Json.send(request, response, 200, FaultPlan.shown(board.faults()));
  }

  private void set(ServerRequest request, ServerResponse response) {
    Faults faults;
    try {
      faults = FaultPlan.read(Json.object(request));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
    board.set(faults);
    show(request, response);
  }

  private void clear(ServerRequest request, ServerResponse response) {
    board.set(Faults.NONE);
    show(request, response);
  }
}
