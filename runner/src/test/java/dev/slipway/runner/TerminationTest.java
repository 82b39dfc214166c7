package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process: what a pod is sent, and what it leaves. */
@Isolated("ends all sessions of a server")
@SideBySide
@ValueSource(ints = {14, 18})
class TerminationTest {
  private final int major;
  @TempDir Path folder;

  TerminationTest(int major) {
    this.major = major;
  }

  @Test
  void aPodThatIsAskedToEndRollsBackAndLeavesItsVerdict() throws Exception {
    Scene scene = slow();
    Pod pod = Pod.start(scene, "migrate", 1, folder).until(scene, sleeping());

    int code = pod.stop();

    assertThat(code).isEqualTo(Verdict.Unreachable.exitCode());
    assertThat(Files.readString(pod.result()))
        .contains("\"verdict\":\"Unreachable\"", "asked to end");
    assertThat(count(scene, 2)).isEqualTo("0");
    assertThat(pod.printed())
        .contains("\"formattedMessage\":\"V2__slow.sql begins\"")
        .doesNotContain(Scene.PASSWORD, "Exception", "jdbc:");
    goesOn(scene);
  }

  /**
   * A Job's next pod does not wait for the grace period of the one that is evicted. It is the same
   * run, so it tells the same end.
   */
  @Test
  void anEvictedPodAndTheNextOneTogetherApplyEachFileOnce() throws Exception {
    Scene scene = slow();
    Pod evicted = Pod.start(scene, "migrate", 1, folder).until(scene, sleeping());
    String alone = scene.value(sessions());
    Pod next =
        Pod.start(scene, "migrate", 1, Files.createDirectory(folder.resolve("next")))
            .until(scene, "SELECT sign((" + sessions() + ") - " + alone + ")::int");

    int left = evicted.stop();
    int ended = next.process().waitFor();

    assertThat(left).isEqualTo(Verdict.Unreachable.exitCode());
    assertThat(ended).as(next.printed()).isEqualTo(Verdict.Unreachable.exitCode());
    assertThat(count(scene, 1)).isEqualTo("1");
    assertThat(count(scene, 2)).isEqualTo("0");
    goesOn(scene);
  }

  @Test
  void aPodKilledInTheMiddleOfAFileIsFollowedByOneThatFinishes() throws Exception {
    Scene scene = slow();
    Pod pod = Pod.start(scene, "migrate", 1, folder).until(scene, sleeping());

    pod.kill();

    assertThat(pod.result()).doesNotExist();
    goesOn(scene);
  }

  /** A server that loses one backend by SIGKILL ends all sessions and recovers from its log. */
  @Test
  void aServerThatRestartsInTheMiddleOfAFileIsWaitedFor() throws Exception {
    Scene scene = slow().with("SLIPWAY_CONNECT_SECONDS", "60");
    Pod pod = Pod.start(scene, "migrate", 1, folder).until(scene, sleeping());
    String backend = scene.value("SELECT pid FROM pg_stat_activity WHERE " + atSleep());

    ProcessHandle.of(Long.parseLong(backend)).orElseThrow().destroyForcibly();

    assertThat(pod.process().waitFor()).isEqualTo(Verdict.Unreachable.exitCode());
    goesOn(scene);
  }

  /** What the operator does when a Job has no result, or may be tried again. */
  private static void goesOn(Scene scene) {
    Outcome found = scene.run("inspect", 2);
    scene.execute("INSERT INTO public.go VALUES (1)");
    Outcome next = scene.run("migrate", 3);

    assertThat(found.result().state()).as(found.text()).isEqualTo("SomeApplied");
    assertThat(found.result().applied()).containsExactly("1");
    assertThat(next.verdict()).as(next.text()).isEqualTo(Verdict.Done);
    assertThat(next.result().applied()).containsExactly("1", "2");
    assertThat(count(scene, 1)).isEqualTo("1");
    assertThat(count(scene, 2)).isEqualTo("1");
  }

  /** Sleeps until there is a row in {@code go}; its first statement is already done then. */
  private Scene slow() {
    Scene scene = Scene.on(major);
    scene.execute("CREATE TABLE public.go (i int); GRANT SELECT ON public.go TO PUBLIC");
    return scene
        .file("V1__probe.sql", "CREATE TABLE probe (n int); INSERT INTO probe VALUES (1);")
        .file(
            "V2__slow.sql",
            "INSERT INTO probe VALUES (2);"
                + " SELECT pg_sleep(60) WHERE NOT EXISTS (SELECT FROM public.go);");
  }

  private static String count(Scene scene, int n) {
    return scene.value("SELECT count(*) FROM shop.probe WHERE n = " + n);
  }

  private static String sleeping() {
    return "SELECT count(*) FROM pg_stat_activity WHERE " + atSleep();
  }

  private static String sessions() {
    return "SELECT count(*) FROM pg_stat_activity"
        + " WHERE application_name LIKE 'slipway/%' AND datname = current_database()";
  }

  private static String atSleep() {
    return "query LIKE '%pg_sleep(60)%' AND state = 'active'"
        + " AND application_name LIKE 'slipway/%' AND datname = current_database()";
  }
}
