package dev.slipway.runner.report;

import dev.slipway.runner.Result;
import dev.slipway.runner.ResultText;
import dev.slipway.runner.Secrets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a run is doing, in one sentence, and its whole result once it has one. */
public final class Report {
  /** Longest answer in bytes; lists are cut to fit. */
  public static final int LIMIT = 64 * 1024;

  private static final int LONGEST_SENTENCE = 400;

  private record Work(String file, List<String> details, @Nullable Result result) {}

  private final Secrets secrets;
  private final AtomicReference<Work> work =
      new AtomicReference<>(new Work("", List.of("getting ready"), null));

  public Report(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Nothing is said in detail of what was done before. */
  public void begins(String file) {
    work.updateAndGet(now -> new Work(file, List.of(), now.result()));
  }

  /** Says how far it is, or what it waits for; nothing where the list is empty. */
  public void tells(List<String> details) {
    work.updateAndGet(now -> new Work(now.file(), List.copyOf(details), now.result()));
  }

  /**
   * Says how it ended.
   *
   * @param masked without anything secret
   */
  public void ended(Result masked) {
    work.updateAndGet(now -> new Work(now.file(), List.of(), masked));
  }

  /** A JSON object with {@code state}, {@code message} and, once there is one, {@code result}. */
  String json() {
    Work now = work.get();
    if (now.result() == null) {
      return "{\"state\":\"Running\",\"message\":" + ResultText.quoted(sentence(now)) + "}";
    }
    return "{\"state\":\"Ended\",\"message\":"
        + ResultText.quoted(cut(now.result().message()))
        + ",\"result\":"
        + ResultText.of(now.result(), LIMIT / 2)
        + "}";
  }

  boolean hasEnded() {
    return work.get().result() != null;
  }

  private String sentence(Work now) {
    String details = String.join("; ", now.details());
    String words =
        now.file().isEmpty()
            ? details
            : details.isEmpty() ? now.file() + " runs" : details + ", file " + now.file();
    return cut(secrets.mask(words));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SENTENCE ? text : text.substring(0, LONGEST_SENTENCE - 1) + "…";
  }
}
