package dev.slipway.runner.tool;

import dev.slipway.runner.database.Fault;
import java.util.List;
import java.util.Optional;

/** Flyway has stopped at a file, or before any. */
public final class FileFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Optional<String> version;
  private final transient Optional<String> file;
  private final int line;
  private final transient Optional<Fault> fault;
  private final transient List<String> holders;

  public FileFailure(
      Optional<String> version, Optional<String> file, int line, Optional<Fault> fault) {
    this(version, file, line, fault, List.of());
  }

  private FileFailure(
      Optional<String> version,
      Optional<String> file,
      int line,
      Optional<Fault> fault,
      List<String> holders) {
    super("a migration failed", null, false, false);
    this.version = version;
    this.file = file;
    this.line = line;
    this.fault = fault;
    this.holders = holders;
  }

  /** The same, with who holds the lock, unless that is known already. */
  public FileFailure because(List<String> sentences) {
    return holders.isEmpty() ? new FileFailure(version, file, line, fault, sentences) : this;
  }

  public Optional<String> version() {
    return version;
  }

  public Optional<String> file() {
    return file;
  }

  public Optional<Fault> fault() {
    return fault;
  }

  /** Somebody else held a lock; the same again may succeed. */
  public boolean lock() {
    return fault.filter(Fault::lock).isPresent();
  }

  /** File, line and what PostgreSQL said, as far as it may be repeated. */
  public String words() {
    String place = file.orElse("the history table") + (line > 0 ? ", line " + line : "");
    String held = holders.isEmpty() ? "" : "; " + String.join("; ", holders);
    return place + ": " + fault.map(Fault::text).orElse("the tool refuses") + held;
  }
}
