package dev.slipway.api.v1alpha1;

/** Names that everything of Slipway in a cluster carries. */
public final class Slipway {
  /** API group of the kinds and prefix of the labels. */
  public static final String GROUP = "slipway.dev";

  /** Version of the API in this package. */
  public static final String VERSION = "v1alpha1";

  /** Label: name of the backend. */
  public static final String BACKEND_LABEL = GROUP + "/backend";

  /** Label: number of the release, as text. */
  public static final String REVISION_LABEL = GROUP + "/revision";

  /** Label: step of the release that a Job belongs to. */
  public static final String STEP_LABEL = GROUP + "/step";

  /** Label: id of the attempt. */
  public static final String ATTEMPT_LABEL = GROUP + "/attempt";

  /**
   * Annotation of a BackendRelease by which a person asks for something: {@code <verb> <attempt>
   * [to=<number>] <word>}. It is never removed; the answer stands in the status.
   */
  public static final String REQUEST_ANNOTATION = GROUP + "/request";

  /**
   * Annotation of a ConfigMap that pods read anew by themselves: with the value "true" it is not
   * copied, its content is no part of a plan, and it does not go back with a release.
   */
  public static final String LIVE_ANNOTATION = GROUP + "/live";

  private Slipway() {}
}
