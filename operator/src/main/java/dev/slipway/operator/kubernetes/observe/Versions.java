package dev.slipway.operator.kubernetes.observe;

import java.util.Optional;

/** Which version of a ConfigMap there is, without what it holds. */
public interface Versions {
  /** What stands for the version of a ConfigMap that does not exist. */
  String MISSING = "";

  /**
   * The resourceVersion, {@link #MISSING}, or empty where the watch cannot be relied on.
   *
   * @param uid of the release that asks; it is woken at each change from now on
   */
  Optional<String> of(String uid, String namespace, String name);

  /** Nobody wakes this release any more. */
  void forget(String uid);
}
