package dev.slipway.operator.release;

/** What the API server says of the children before they are made. */
public sealed interface DryRun {

  record Accepted() implements DryRun {}

  record Rejected(String why) implements DryRun {}

  /** It could not be asked (a webhook without dry run, say); no fault of the release. */
  record Unknown(String why) implements DryRun {}
}
