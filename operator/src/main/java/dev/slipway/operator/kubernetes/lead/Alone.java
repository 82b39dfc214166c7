package dev.slipway.operator.kubernetes.lead;

/** Nobody else is there. */
final class Alone implements Leadership {
  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public boolean looks() {
    return true;
  }

  @Override
  public void start() {}

  @Override
  public void awaitAnswer() {}

  @Override
  public void close() {}
}
