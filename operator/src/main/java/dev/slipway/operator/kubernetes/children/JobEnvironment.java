package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.Smoke;
import dev.slipway.operator.kubernetes.wire.Plans;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a runner is told. Values of Secrets are not among it: those are files. */
final class JobEnvironment {

  /**
   * The application's own switches of these names would change the runner, not be checked by it.
   */
  private static final Set<String> NOT_OURS_TO_OBEY =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "LD_PRELOAD");

  private static final Set<String> DROPPED =
      Set.of("PATH", "JAVA_HOME", "CLASSPATH", "LD_LIBRARY_PATH");

  private JobEnvironment() {}

  /** The first container is the application. */
  static Container application(JobOrder order) {
    return order.plan().template().getSpec().getContainers().getFirst();
  }

  static List<EnvVar> of(JobOrder order) {
    var env = new ArrayList<EnvVar>();
    if (order.step() == Step.CHECK) {
      inherit(order, env);
    }
    add(env, "SLIPWAY_RELEASE", order.namespace() + "/" + order.backend());
    add(env, "SLIPWAY_ATTEMPT", order.attempt().id());
    add(env, "SLIPWAY_NUMBER", Integer.toString(order.attempt().number()));
    add(env, "SLIPWAY_SEQ", Long.toString(order.seq()));
    add(env, "SLIPWAY_REPORT_PORT", Integer.toString(JobFactory.REPORT_PORT));
    var secrets = JobMounts.secrets(order);
    if (!secrets.isEmpty()) {
      add(
          env,
          "SLIPWAY_SECRET_NAMES",
          secrets.entrySet().stream().map(Object::toString).collect(Collectors.joining(",")));
    }
    switch (order.step()) {
      case CHECK -> {
        schema(order, env);
        rules(order, env);
        ConnectionBudget.of(order)
            .ifPresent(most -> add(env, "SLIPWAY_CONNECTIONS", Long.toString(most)));
      }
      case MIGRATE -> {
        schema(order, env);
        // Another release's migration of the same history is waited for within one Job.
        add(
            env,
            "SLIPWAY_TURN_SECONDS",
            Long.toString(Plans.progressDeadline(order.plan().progressDeadline()).toSeconds()));
        order.files().ifPresent(hash -> add(env, "SLIPWAY_PLAN", hash));
        order
            .vouched()
            .ifPresent(vouched -> {
              add(env, "SLIPWAY_ACCEPTED_BY", vouched.by().replace("$", "$$"));
              add(env, "SLIPWAY_ACCEPT_FILES", String.join(",", vouched.files()));
            });
      }
      case INSPECT -> schema(order, env);
      case SMOKE, LOGIN, SMOKE_BACK -> smoke(order, env);
    }
    return env;
  }

  private static void inherit(JobOrder order, List<EnvVar> env) {
    for (var variable : application(order).getEnv()) {
      var name = variable.getName();
      if (name.startsWith("SLIPWAY_")
          || DROPPED.contains(name)
          || NOT_OURS_TO_OBEY.contains(name)) {
        continue;
      }
      var from = variable.getValueFrom();
      if (from != null && from.getResourceFieldRef() != null) {
        continue;
      }
      env.add(variable);
    }
    NOT_OURS_TO_OBEY.stream().sorted().forEach(name -> add(env, name, ""));
  }

  private static void schema(JobOrder order, List<EnvVar> env) {
    var database = order.plan().database();
    if (database != null) {
      add(
          env,
          "SLIPWAY_SCHEMAS",
          database.schemas().isEmpty() ? "public" : String.join(",", database.schemas()));
    }
    var migrations = order.plan().migrations();
    if (migrations != null) {
      MigrationEnvironment.of(migrations).forEach((name, value) -> add(env, name, value));
    }
  }

  private static void rules(JobOrder order, List<EnvVar> env) {
    var prechecks = order.plan().prechecks();
    var production = prechecks != null && Boolean.TRUE.equals(prechecks.production());
    add(env, "SLIPWAY_PRODUCTION", Boolean.toString(production));
    if (prechecks != null && !prechecks.requiredEnvironment().isEmpty()) {
      add(env, "SLIPWAY_REQUIRED_ENV", String.join(",", prechecks.requiredEnvironment()));
    }
  }

  private static void smoke(JobOrder order, List<EnvVar> env) {
    var service = Names.tried(order.backend(), order.target().number());
    add(
        env,
        "SLIPWAY_TARGET",
        "http://%s.%s.svc:%d".formatted(service, order.namespace(), order.plan().service().port()));
    if (!order.target().adopted()) {
      // What an adopted one calls itself nobody has promised.
      add(env, "SLIPWAY_EXPECT_VERSION", order.target().version());
    }
    Smoke smoke = order.smoke();
    if (smoke != null) {
      addIfSet(env, "SLIPWAY_SMOKE_HEALTH", smoke.health());
      addIfSet(env, "SLIPWAY_SMOKE_READY", smoke.ready());
      addIfSet(env, "SLIPWAY_SMOKE_ME", smoke.me());
      var login = smoke.login();
      addIfSet(env, "SLIPWAY_SMOKE_LOGIN", login == null ? null : login.path());
    }
  }

  private static void addIfSet(List<EnvVar> env, String name, @Nullable String value) {
    if (value != null) {
      add(env, name, value);
    }
  }

  private static void add(List<EnvVar> env, String name, String value) {
    env.add(new EnvVarBuilder().withName(name).withValue(value).build());
  }
}
