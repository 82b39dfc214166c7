package dev.slipway.backend.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions of builds without a table: each process knows its own. */
public final class SessionMemory implements RefreshSessions {

  private static final int MOST = 50_000;

  private final InstantSource clock;
  private final Map<UUID, Session> sessions = new LinkedHashMap<>();

  public SessionMemory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void open(UUID family, UUID token, Instant ends) {
    Instant now = clock.instant();
    var eldest = sessions.entrySet().iterator();
    while (eldest.hasNext()
        && (eldest.next().getValue().ends().isBefore(now) || sessions.size() >= MOST)) {
      eldest.remove();
    }
    sessions.put(family, new Session(token, ends));
  }

  @Override
  public synchronized boolean rotate(UUID family, UUID presented, UUID next, Instant ends) {
    Session known = sessions.get(family);
    boolean good = known == null || presented.equals(known.current());
    sessions.put(family, new Session(good ? next : null, ends));
    return good;
  }

  @Override
  public synchronized void close(UUID family, Instant ends) {
    sessions.put(family, new Session(null, ends));
  }

  /**
   * @param current null: closed
   */
  private record Session(@Nullable UUID current, Instant ends) {}
}
