package dev.slipway.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What is to be built, from what, and where to.
 *
 * @param repository root of the checkout
 * @param cache folder for what is expensive to make
 * @param images references out of {@link Catalogue#names()}
 */
record Arguments(Path repository, Path cache, Destination destination, List<String> images) {

  static final String USAGE =
      """
      images --to-dir DIR | --registry HOST:PORT/PREFIX [--insecure]  [IMAGE...]
        --to-dir DIR      one docker-archive for each image, and its fingerprint beside it
        --registry PREFIX push to a registry; --insecure allows plain HTTP
        --repository DIR  root of the checkout; default: the current folder
        --cache DIR       default: ~/.cache/slipway/images
        IMAGE             such as runner:dev, or a name without its tag; default: all\
      """
          .stripTrailing();

  /** The arguments make no sense; the message says which. */
  static final class Unclear extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unclear(String message) {
      super(message);
    }
  }

  static Arguments parsed(String... words) {
    var repository = Path.of("");
    var cache = Path.of(System.getProperty("user.home"), ".cache/slipway/images");
    Optional<Path> folder = Optional.empty();
    Optional<String> registry = Optional.empty();
    var insecure = false;
    var images = new ArrayList<String>();
    var rest = Arrays.asList(words).iterator();
    while (rest.hasNext()) {
      var word = rest.next();
      switch (word) {
        case "--to-dir" -> folder = Optional.of(Path.of(value(word, rest)));
        case "--registry" -> registry = Optional.of(value(word, rest));
        case "--repository" -> repository = Path.of(value(word, rest));
        case "--cache" -> cache = Path.of(value(word, rest));
        case "--insecure" -> insecure = true;
        default -> images.addAll(named(word));
      }
    }
    return new Arguments(
        repository.toAbsolutePath().normalize(),
        cache.toAbsolutePath(),
        destination(folder, registry, insecure),
        images.isEmpty() ? Catalogue.names() : List.copyOf(images));
  }

  private static Destination destination(
      Optional<Path> folder, Optional<String> registry, boolean insecure) {
    if (folder.isPresent() == registry.isPresent()) {
      throw new Unclear("Say where to: either --to-dir or --registry.");
    }
    return folder
        .<Destination>map(path -> new Destination.Folder(path.toAbsolutePath()))
        .orElseGet(() -> new Destination.Registry(registry.orElseThrow(), insecure));
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new Unclear(option + " needs a value.");
    }
    return rest.next();
  }

  private static List<String> named(String word) {
    var found =
        Catalogue.names().stream()
            .filter(name -> name.equals(word) || name.startsWith(word + ":"))
            .toList();
    if (found.isEmpty()) {
      throw new Unclear(
          word + " is no image; there are " + String.join(", ", Catalogue.names()) + ".");
    }
    return found;
  }
}
