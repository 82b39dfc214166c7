package dev.slipway.operator.release;

/** Work done by a Job in the backend's namespace. */
public enum Step {
  CHECK("check"),
  MIGRATE("migrate"),
  INSPECT("inspect"),
  SMOKE("smoke"),
  LOGIN("login"),
  SMOKE_BACK("smoke-back");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** The word for it in names and labels of Kubernetes objects. */
  public String label() {
    return label;
  }
}
