package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result as text that fits a termination message. The kubelet divides 12 KB among all containers
 * of a pod and cuts what is longer, which would leave half a JSON document.
 */
public final class ResultText {
  static final int LIMIT = 1024;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int[] KEEP = {500, 100, 40, 20, 10, 5, 2, 1, 0};

  private ResultText() {}

  /** One line of JSON of at most 1 KB; lists are cut first, then the message. */
  public static String of(Result result) {
    return of(result, LIMIT);
  }

  /**
   * The same in another length.
   *
   * @param limit in bytes
   */
  public static String of(Result result, int limit) {
    Result small = result;
    for (int keep : KEEP) {
      if (fits(write(small), limit)) {
        return write(small);
      }
      int kept = keep;
      small = small.with(draft -> draft.changed = cut(result.changed(), kept));
    }
    for (int keep : KEEP) {
      if (fits(write(small), limit)) {
        return write(small);
      }
      small = cutLists(small, result, keep);
    }
    String message = small.message();
    for (int length = message.length(); !fits(write(small), limit) && length > 0; length -= 16) {
      small = small.message(message.substring(0, length) + "…");
    }
    return write(small);
  }

  /** The same without any limit, for logs and the ledger. */
  public static String whole(Result result) {
    return write(result);
  }

  /** A string as JSON has it. */
  public static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a string is always writable", e);
    }
  }

  public static Result parse(String text) {
    try {
      return JSON.readValue(text, Result.class);
    } catch (JsonProcessingException e) {
      throw new Stop(Verdict.Fenced, "the ledger holds a verdict of another version of the runner");
    }
  }

  private static Result cutLists(Result small, Result result, int keep) {
    return small.with(draft -> {
      draft.current = cut(result.current());
      draft.target = cut(result.target());
      draft.before = cut(result.before());
      draft.failed = cut(result.failed());
      draft.applied = cut(result.applied(), keep);
      draft.pending = cut(result.pending(), keep);
      draft.destructive = cut(result.destructive(), keep);
      draft.notes = cut(result.notes(), keep);
    });
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= 80 ? text : text.substring(0, 79) + "…";
  }

  private static @Nullable List<String> cut(@Nullable List<String> list, int keep) {
    if (list == null || list.size() <= keep) {
      return list;
    }
    List<String> shorter = new ArrayList<>(list.subList(0, keep));
    shorter.add("+" + (list.size() - keep) + " more");
    return shorter;
  }

  private static boolean fits(String text, int limit) {
    return text.getBytes(UTF_8).length <= limit;
  }

  private static String write(Result result) {
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result of strings is always writable", e);
    }
  }
}
