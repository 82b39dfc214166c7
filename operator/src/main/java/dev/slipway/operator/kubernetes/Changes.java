package dev.slipway.operator.kubernetes;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/**
 * Hears of an object whatever happened to it: it came, it changed, or it went.
 *
 * @param heard takes it as it is now; as it was last, where it went
 */
public record Changes<T>(Consumer<T> heard) implements ResourceEventHandler<T> {
  @Override
  public void onAdd(T now) {
    heard.accept(now);
  }

  @Override
  public void onUpdate(T before, T now) {
    heard.accept(now);
  }

  @Override
  public void onDelete(T last, boolean unknown) {
    heard.accept(last);
  }
}
