package dev.slipway.images.training;

import java.io.IOException;
import java.nio.file.Path;

/** What a program needs around it for its training: a database, an API server. */
@FunctionalInterface
public interface Ground {

  /** The training on this ground; closed when it is over. */
  interface Prepared extends AutoCloseable {
    Training training();

    @Override
    void close() throws IOException;
  }

  /**
   * Puts up what is needed.
   *
   * @param folder empty, for files; deleted afterwards
   */
  Prepared prepare(Path folder) throws IOException;
}
