package dev.slipway.backend.auth;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Which refresh token of a login is the last one given out. Each token is good once; one that comes
 * again was copied, and then its whole family is closed.
 *
 * <p>A family nobody here has heard of is taken: its token is signed by us, and was given out by a
 * build or a process that keeps sessions elsewhere. Else every release would log everybody out.
 */
public interface RefreshSessions {

  void open(UUID family, UUID token, Instant ends) throws SQLException;

  /** Replaces a token by the next one; false, and the family is closed, when it is not the last. */
  boolean rotate(UUID family, UUID presented, UUID next, Instant ends) throws SQLException;

  void close(UUID family, Instant ends) throws SQLException;
}
