package dev.slipway.backend;

import dev.slipway.backend.admin.AdminRoutes;
import dev.slipway.backend.admin.FaultRoutes;
import dev.slipway.backend.auth.AccountRoutes;
import dev.slipway.backend.auth.AccountTable;
import dev.slipway.backend.auth.Administrator;
import dev.slipway.backend.auth.Callers;
import dev.slipway.backend.auth.Identities;
import dev.slipway.backend.auth.LoginLimit;
import dev.slipway.backend.auth.LoginRoutes;
import dev.slipway.backend.auth.PasswordHashes;
import dev.slipway.backend.auth.RefreshSessions;
import dev.slipway.backend.auth.SessionMemory;
import dev.slipway.backend.auth.SessionTable;
import dev.slipway.backend.auth.Tokens;
import dev.slipway.backend.cache.Cache;
import dev.slipway.backend.database.ConnectionPools;
import dev.slipway.backend.database.PooledDatabase;
import dev.slipway.backend.faults.FaultBoard;
import dev.slipway.backend.faults.Leaks;
import dev.slipway.backend.faults.Misbehaviour;
import dev.slipway.backend.health.HealthRoutes;
import dev.slipway.backend.health.Readiness;
import dev.slipway.backend.health.ResidentMemory;
import dev.slipway.backend.health.StatusRoutes;
import dev.slipway.backend.http.ClientAddress;
import dev.slipway.backend.http.Doorkeeper;
import dev.slipway.backend.http.Draining;
import dev.slipway.backend.http.Framing;
import dev.slipway.backend.http.Problems;
import dev.slipway.backend.http.RequestLog;
import dev.slipway.backend.http.RequestMetrics;
import dev.slipway.backend.http.Routes;
import dev.slipway.backend.http.StandingHeaders;
import dev.slipway.backend.openapi.OpenApiRoutes;
import dev.slipway.backend.orders.OrderRoutes;
import dev.slipway.backend.orders.Orders;
import dev.slipway.backend.schema.SchemaCheck;
import dev.slipway.backend.schema.SchemaHistory;
import dev.slipway.backend.settings.Settings;
import dev.slipway.backend.time.Time;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running process, wired by hand in reading order. */
final class Backend implements AutoCloseable {

  /** Nobody asked for this long after the end began: the clients are gone. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(8);

  /** Given to the web server twice, for readers and for writers: ten seconds in all. */
  private static final Duration CUT_AFTER = Duration.ofSeconds(1);

  private static final int MAX_BODY = 64 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

  private final Settings settings;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Draining draining = new Draining();
  private final PooledDatabase database;
  private final Cache cache;
  private final List<Routes.Route> routes;
  private final WebServer server;

  /**
   * @param crash ends the process abruptly, when a plan of faults says so
   */
  Backend(Settings settings, Time time, Runnable crash) {
    this.settings = settings;
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // Two versions run beside each other in every rollout: each series says whose it is.
    meters.config().commonTags("version", settings.build().version());
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    new ResidentMemory().bindTo(meters);

    Settings.Schema schema = settings.schema();
    String version = settings.build().version();
    var pools = new ConnectionPools(settings.database(), schema.name(), "shop " + version, meters);
    database = new PooledDatabase(settings.pool(), pools, meters);
    var history =
        new SchemaHistory(database, schema.history(), schema.needed(), schema.strictness());
    var check = new SchemaCheck(history, schema.strictness(), time, executor);
    var faults = new FaultBoard(settings.faults(), time, crash);
    var readiness = new Readiness(check, draining, faults);
    cache = new Cache(settings.cache(), time, meters);
    boolean accounts = schema.needed().contains("6");
    var table = accounts ? new AccountTable(database) : null;
    var hashes = new PasswordHashes();
    var identities =
        new Identities(new Administrator(settings.admin(), hashes), table, hashes, cache);
    var tokens = new Tokens(settings.tokens(), time);
    var callers = new Callers(tokens, identities);
    RefreshSessions sessions = accounts ? new SessionTable(database) : new SessionMemory(time);
    var limit = new LoginLimit(settings.loginsPerMinute(), cache);

    var clients = new ClientAddress(settings.door().proxies());
    var standing = new StandingHeaders(version, settings.production());
    HttpRouting.Builder routing = HttpRouting.builder();
    Problems.register(routing);
    routing.addFilter(new Framing());
    routing.addFilter(draining);
    routing.addFilter(standing);
    routing.addFilter(new RequestLog(clients));
    routing.addFilter(new RequestMetrics(meters, version));
    routing.addFilter(new Doorkeeper(settings.door()));
    routing.addFilter(new Misbehaviour(faults, new Leaks(database, executor), time));
    var routes = new Routes(routing);
    new HealthRoutes(settings.build(), readiness, meters).register(routes);
    new StatusRoutes(check, callers, settings.subApplications(), time).register(routes);
    new LoginRoutes(
            identities, callers, tokens, sessions, settings.cookie(), limit, clients, meters)
        .register(routes);
    if (table != null) {
      new AccountRoutes(table, identities, hashes, callers).register(routes);
    }
    new AdminRoutes(cache, database, callers).register(routes);
    if (settings.faultsEnabled()) {
      new FaultRoutes(faults, callers).register(routes);
    }
    new OrderRoutes(new Orders(database, schema.needed()), cache, version).register(routes);
    new OpenApiRoutes().register(routes);
    this.routes = routes.close();

    server =
        WebServer.builder()
            .port(settings.port())
            .maxPayloadSize(MAX_BODY)
            .shutdownHook(false)
            .shutdownGracePeriod(CUT_AFTER)
            .directHandlers(Problems.beforeRouting(standing))
            .routing(routing)
            .build();
  }

  void start() {
    if (settings.faults().startFail()) {
      throw new IllegalStateException("does not start on request (FAULT_START_FAIL)");
    }
    server.start();
    if (!server.isRunning()) {
      throw new IllegalStateException("the port cannot be opened");
    }
  }

  /** Everything that is answered. */
  List<Routes.Route> routes() {
    return routes;
  }

  int port() {
    return server.port();
  }

  /** Ends politely, within ten seconds: no request on an open connection goes unanswered. */
  void end() {
    LOG.info("Ending: not ready any more, connections close with their next answer");
    draining.begin();
    if (!draining.awaitQuiet(QUIET, DRAIN_AT_MOST)) {
      LOG.warn("Requests still come after {}; closing nevertheless", DRAIN_AT_MOST);
    }
    close();
    LOG.info("Ended");
  }

  /** Ends at once; only requests in flight are finished. */
  @Override
  public void close() {
    server.stop();
    executor.shutdownNow();
    database.close();
    cache.close();
  }
}
