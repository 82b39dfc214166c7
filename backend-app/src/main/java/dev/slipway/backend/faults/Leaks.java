package dev.slipway.backend.faults;

import dev.slipway.backend.database.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memory and connections that are never given back, until the process ends. */
public final class Leaks {

  private static final int KIBIBYTE = 1024;
  private static final Logger LOG = LoggerFactory.getLogger(Leaks.class);

  private final List<byte[]> kept = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final Database database;
  private final ExecutorService executor;

  /**
   * @param executor interrupts its threads at the end
   */
  public Leaks(Database database, ExecutorService executor) {
    this.database = database;
    this.executor = executor;
  }

  void memory(int kibibytes) {
    if (kibibytes > 0) {
      kept.add(new byte[kibibytes * KIBIBYTE]);
    }
  }

  void connection(long request, int every) {
    if (every > 0 && request % every == 0) {
      var _ = executor.submit(this::occupy);
    }
  }

  private void occupy() {
    try {
      database.call(connection -> {
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return connection.isClosed();
      });
    } catch (SQLException e) {
      LOG.debug("No connection left to leak", e);
    }
  }
}
