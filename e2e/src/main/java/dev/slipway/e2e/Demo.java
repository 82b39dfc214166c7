package dev.slipway.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.Console;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The demo: six releases of one backend, good and bad, and what becomes of them. Exit code 0 only
 * if each promise held.
 *
 * <p>Arguments: the folder of the samples. The cluster is the one of KUBECONFIG.
 */
public final class Demo {
  private static final Duration RELEASE = Duration.ofMinutes(4);

  private final Story story;
  private final Promises promises;
  private final Shop shop;
  private final Watcher watcher;
  private final OperatorPod operator;

  private Demo(KubernetesClient client, Story story, Path samples) {
    this.story = story;
    this.promises = new Promises(story);
    this.shop = new Shop(client, "shop", samples);
    this.watcher = new Watcher(shop, story);
    this.operator = new OperatorPod(client);
  }

  public static void main(String[] arguments) {
    System.exit(broken(Path.of(arguments[0])).isEmpty() ? 0 : 1);
  }

  /** Runs it; returns the promises that were broken. */
  static List<String> broken(Path samples) {
    var colours = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    var story = new Story(System.out, colours);
    var config = Config.fromKubeconfig(new File(System.getenv("KUBECONFIG")));
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      return new Demo(client, story, samples).run();
    } catch (BrokenPromise broken) {
      story.broken(broken.story());
      return List.of(broken.story());
    }
  }

  private List<String> run() {
    firstRelease();
    migrationUnderLoad();
    badAnswers();
    crash();
    brokenMigration();
    operatorKilled();
    DeploymentLog.tell(shop, story);
    story.chapter(
        "%d promises kept, %d broken, in %d s"
            .formatted(promises.kept(), promises.broken().size(), story.elapsed().toSeconds()));
    promises.broken().forEach(story::broken);
    return promises.broken();
  }

  private void firstRelease() {
    story.chapter("1. The operator by its chart, PostgreSQL, and version 1");
    operator.install();
    story.happens("the operator is ready");
    shop.open();
    story.happens("PostgreSQL answers; kubectl apply -f release-v1.yaml");
    shop.release("1");
    var status = watcher.untilRest(RELEASE);
    promises.serves("1", status);
    shop.users()
        .start("http://shop." + shop.namespace() + ".svc/api/orders", 25, Duration.ofMinutes(15));
    story.happens("users arrive: 50 requests a second, half of them over kept connections");
  }

  private void migrationUnderLoad() {
    story.chapter("2. Version 2 brings a migration, under load");
    var before = shop.users().report();
    shop.release("2");
    var status = watcher.untilRest(RELEASE);
    promises.serves("2", status);
    promises.noFailedRequest(shop.users().report().since(before));
  }

  private void badAnswers() {
    story.chapter("3. Version 3 answers every fifth request with an error");
    var before = shop.users().report();
    shop.release("3");
    var status = watcher.untilRest(RELEASE);
    promises.serves("2", status);
    promises.because("ErrorRate", status);
    var users = settledReport().since(before);
    users
        .badFor()
        .ifPresent(time ->
            story.happens(
                "from the first to the last bad answer: %.1f s; %s"
                    .formatted(time.toMillis() / 1000.0, users)));
    promises.check(
        !users.bad().isEmpty()
            && users.bad().stream().allMatch(bad -> bad.what().contains("answered 500")),
        "only version 3 itself answered badly; nothing was cut on the way back");
  }

  private void crash() {
    story.chapter("4. Version 4 crashes");
    var before = shop.users().report();
    shop.release("4");
    var status = watcher.untilRest(RELEASE);
    promises.serves("2", status);
    promises.because("PodsCrash", status);
    promises.noFailedRequest(shop.users().report().since(before));
  }

  private void brokenMigration() {
    story.chapter("5. Version 5 brings three migration files, and the third fails");
    var before = shop.users().report();
    shop.release("5");
    var status = watcher.untilRest(RELEASE);
    promises.serves("2", status);
    promises.because("MigrationPrefixApplied", status);
    var message = String.valueOf(status.message());
    promises.check(
        message.contains("V3__") && message.contains("V4__"),
        "the two files that are applied are named");
    var jobs = shop.jobs();
    story.happens("the file in Git is put back: kubectl apply -f release-v2.yaml");
    shop.release("2");
    var back = watcher.untilRest(RELEASE);
    promises.check(
        "Ready".equals(back.reason()) && shop.jobs() == jobs,
        "the object is Ready again, without a Job");
    story.happens("kubectl apply -f release-v6.yaml: the third file is mended");
    shop.release("6");
    promises.serves("6", watcher.untilRest(RELEASE));
    promises.noFailedRequest(shop.users().report().since(before));
  }

  private void operatorKilled() {
    story.chapter("6. The operator is killed in the middle of a release");
    var before = shop.users().report();
    shop.apply(
        "release-v6.yaml",
        text ->
            text.replace("version: \"6\"", "version: \"6.1\"")
                .replace("value: \"6\"", "value: \"6.1\""));
    watcher.until(
        RELEASE, "pods are exchanged", release -> "RollingOut".equals(release.getStatus().phase()));
    operator.kill();
    story.happens("the operator's pod was killed");
    promises.serves("6.1", watcher.untilRest(RELEASE));
    promises.noFailedRequest(shop.users().report().since(before));
  }

  /** The report once the load program has printed what was on its way. */
  private LoadReport settledReport() {
    var first = shop.users().report();
    Patience.until(
        Duration.ofSeconds(5),
        "the users report again",
        () -> shop.users().report().good() > first.good(),
        () -> "nothing new");
    return shop.users().report();
  }
}
