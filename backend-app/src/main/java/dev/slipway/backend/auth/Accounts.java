package dev.slipway.backend.auth;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Who there is and what they may. */
public interface Accounts {

  /** The hash of the password of an account; empty when there is none of this name. */
  Optional<String> passwordHash(String username) throws SQLException;

  /** {@code company:permission} for each, sorted; empty when there is no account of this name. */
  Optional<List<String>> permissions(String username) throws SQLException;
}
