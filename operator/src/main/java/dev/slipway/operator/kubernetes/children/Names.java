package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.wire.Digest;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import java.util.Map;

/** Names and labels of everything a release owns; all are computed, none is remembered. */
public final class Names {
  public static final String MANAGER = "slipway";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Job pods carry this and not the backend label, which the Service selects by. */
  public static final String JOB_OF = Slipway.GROUP + "/job-of";

  public static final String SEQ = Slipway.GROUP + "/seq";

  /** On a Job that was stopped because its pod never started: what that pod waited for. */
  public static final String NEVER_STARTED = Slipway.GROUP + "/never-started";

  /** On a child: how often a field of it was put back that others write, and when last. */
  public static final String PUT_BACK = Slipway.GROUP + "/put-back-";

  /** On a Deployment: digest of the template it was made with. */
  public static final String TEMPLATE = Slipway.GROUP + "/template";

  /** Longest name of a backend for which every child still has a legal name. */
  public static final int LONGEST_BACKEND = 36;

  private static final int LONGEST_CONFIG_MAP = 253;

  private Names() {}

  /**
   * Deployment, Service, record and prefix of everything else of a revision; but for the Deployment
   * and the Service of an adopted one.
   */
  public static String revision(String backend, int number) {
    return backend + "-" + number;
  }

  /** The same Job for the same attempt, step and number in the ledger, whoever asks. */
  public static String job(String backend, Attempt attempt, Step step, long seq) {
    var identity = attempt.id() + "," + step.label() + "," + seq;
    return revision(backend, attempt.number())
        + "-"
        + step.label()
        + "-"
        + Digest.of(identity).substring(0, 8);
  }

  public static String copy(String backend, int number, String configMap) {
    var name = revision(backend, number) + "-" + configMap;
    return name.length() <= LONGEST_CONFIG_MAP
        ? name
        : revision(backend, number) + "-" + Digest.of(configMap).substring(0, 32);
  }

  /** What the Service selects while every pod of the backend shares traffic. */
  public static Map<String, String> backendSelector(String backend) {
    return Map.of(Slipway.BACKEND_LABEL, backend);
  }

  public static Map<String, String> revisionSelector(String backend, int number) {
    return Map.of(Slipway.BACKEND_LABEL, backend, Slipway.REVISION_LABEL, Integer.toString(number));
  }

  /** The Service by which a revision is tried; an adopted one has just the callers'. */
  public static String tried(String backend, int number) {
    return number == Revision.ADOPTED ? backend : revision(backend, number);
  }

  /** Labels of an owned object that is not a pod. */
  public static Map<String, String> labels(String backend, int number) {
    return Map.of(
        MANAGED_BY,
        MANAGER,
        Slipway.BACKEND_LABEL,
        backend,
        Slipway.REVISION_LABEL,
        Integer.toString(number));
  }
}
