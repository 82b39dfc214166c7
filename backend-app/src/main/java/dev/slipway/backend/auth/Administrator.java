package dev.slipway.backend.auth;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The one account that the environment brings; there in every version and without a database. */
public final class Administrator implements Accounts {

  /** Allows what people who run the backend do. */
  public static final String PERMISSION = "admin";

  private final Login login;
  private final PasswordHashes hashes;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable String hash;

  /**
   * @param password null: nobody can log in as the administrator
   */
  public record Login(String username, @Nullable String password) {
    @Override
    public String toString() {
      return username;
    }
  }

  public Administrator(Login login, PasswordHashes hashes) {
    this.login = login;
    this.hashes = hashes;
  }

  @Override
  public Optional<String> passwordHash(String username) {
    String password = login.password();
    if (password == null || !username.equals(login.username())) {
      return Optional.empty();
    }
    lock.lock();
    try {
      // At the first login and not at the start: a pod is ready sooner.
      if (hash == null) {
        hash = hashes.of(password);
      }
      return Optional.of(Objects.requireNonNull(hash));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<List<String>> permissions(String username) {
    return username.equals(login.username()) && login.password() != null
        ? Optional.of(List.of(PERMISSION))
        : Optional.empty();
  }
}
