package dev.slipway.faults;

import dev.slipway.faults.ground.Wait;
import dev.slipway.faults.proxy.ApiProxy;
import dev.slipway.faults.proxy.Interference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators of one run; one that dies is followed by another, as a kubelet would see to. */
final class Operators implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Operators.class);
  private static final Duration UNTIL_FOLLOWED = Duration.ofMillis(300);

  private record Running(ApiProxy door, Operated operator) {}

  private final Ground ground;
  private final String namespace;
  private final boolean processes;
  private final Interference interference;
  private final List<Running> running = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();
  private int started;
  private boolean over;

  Operators(Ground ground, String namespace, boolean processes, Interference interference) {
    this.ground = ground;
    this.namespace = namespace;
    this.processes = processes;
    this.interference = interference;
  }

  /** Starts one more. */
  void start() {
    Running next;
    synchronized (this) {
      if (over) {
        return;
      }
      next = open();
      running.add(next);
    }
    next.operator().start();
  }

  private Running open() {
    started++;
    var self = new Running[1];
    var door =
        new ApiProxy(ground.upstream(), interference, () -> inTheBackground(() -> follow(self[0])));
    Runnable ended = () -> inTheBackground(() -> follow(self[0]));
    var operator =
        processes
            ? new ChildOperator(
                ground.programs(),
                door.address(),
                namespace,
                ground.folder(),
                namespace + "-" + started,
                ended)
            : new LiveOperator(door.address(), namespace, ground.pages().address(), ended);
    self[0] = new Running(door, operator);
    return self[0];
  }

  /** One has died: it is cut off, and another one takes its place. */
  private void follow(Running dead) {
    synchronized (this) {
      if (over || !running.remove(dead)) {
        return;
      }
      pages.add(dead.operator().metrics());
    }
    LOG.info("an operator of {} died; another one follows", namespace);
    dead.door().close();
    inTheBackground(dead.operator()::close);
    Wait.pass(UNTIL_FOLLOWED);
    start();
  }

  /** What happens after the write of a plan. */
  void aftermath(Fault fault) {
    switch (fault) {
      case WATCH_CLOSED -> doors().forEach(ApiProxy::closeWatches);
      case WATCH_GONE -> doors().forEach(ApiProxy::expireWatches);
      case TWO_OPERATORS -> inTheBackground(this::start);
      default -> {}
    }
  }

  /** The metrics of all that ran. */
  synchronized List<String> pages() {
    return Stream.concat(pages.stream(), running.stream().map(each -> each.operator().metrics()))
        .toList();
  }

  private synchronized List<ApiProxy> doors() {
    return running.stream().map(Running::door).toList();
  }

  private static void inTheBackground(Runnable what) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            what.run();
          } catch (RuntimeException e) {
            LOG.error("an operator could not be started or ended", e);
          }
        });
  }

  @Override
  public void close() {
    List<Running> left;
    synchronized (this) {
      over = true;
      left = List.copyOf(running);
      running.clear();
    }
    left.forEach(each -> {
      each.door().close();
      inTheBackground(each.operator()::close);
    });
  }
}
