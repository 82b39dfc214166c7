package dev.slipway.backend.auth;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.slipway.backend.http.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id (RFC 9106) as OWASP's Password Storage Cheat Sheet gives it for small memories: 7 MiB,
 * five passes, one lane. Each hash holds its memory while it is computed, so only two are at a
 * time: a crowd at the door must not take the heap of those inside.
 */
public final class PasswordHashes {

  private static final int KIBIBYTES = 7_168;
  private static final int PASSES = 5;
  private static final int LANES = 1;
  private static final int LENGTH = 32;
  private static final int SALT = 16;
  private static final int AT_ONCE = 2;

  /** A login that waited longer would have been given up by its caller. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /**
   * The hash in the text form of the reference implementation, {@code $argon2id$v=19$…}.
   *
   * @throws Problem 503 when too many are computed already
   */
  public String of(String password) {
    return inTurn(() -> Password.hash(password).addRandomSalt(SALT).with(argon2()).getResult());
  }

  /**
   * Whether a hash is that of a password, whatever parameters it was made with.
   *
   * @throws Problem 503 when too many are computed already
   */
  boolean match(String hash, String password) {
    return inTurn(() -> {
      try {
        var function = Argon2Function.getInstanceFromHash(hash);
        return Password.check(password, hash).with(function);
      } catch (BadParametersException e) {
        return false;
      }
    });
  }

  /** At the first login and not at the start: the library keeps its 7 MiB from then on. */
  private static Argon2Function argon2() {
    return Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, LENGTH, Argon2.ID);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("too many people log in at once; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("the process is ending");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
