package dev.slipway.images.training;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a program is given to do while the classes that it loads are recorded.
 *
 * @param arguments of the program
 * @param environment all that it sees of one
 * @param asked addresses that must answer, the first as soon as the program is ready; then it is
 *     asked to end. Empty: it ends by itself, with 0
 */
public record Training(List<String> arguments, Map<String, String> environment, List<URI> asked) {

  public Training {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    asked = List.copyOf(asked);
  }

  public boolean serves() {
    return !asked.isEmpty();
  }
}
