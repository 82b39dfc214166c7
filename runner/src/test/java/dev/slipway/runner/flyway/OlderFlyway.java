package dev.slipway.runner.flyway;

import dev.slipway.runner.Scene;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/** Another major of Flyway beside ours, as an application's own class path has it. */
record OlderFlyway(Object flyway) {

  static OlderFlyway of(int major, Scene scene) throws Exception {
    ClassLoader loader = new Apart(Path.of("target/flyways").resolve(Integer.toString(major)));
    String name = scene.value("SELECT current_database()");
    Object configuration =
        loader
            .loadClass("org.flywaydb.core.Flyway")
            .getMethod("configure", ClassLoader.class)
            .invoke(null, loader);
    Class<?> type = configuration.getClass();
    type.getMethod("dataSource", String.class, String.class, String.class)
        .invoke(
            configuration,
            "jdbc:postgresql://127.0.0.1:" + scene.port() + "/" + name,
            name,
            Scene.PASSWORD);
    type.getMethod("locations", String[].class)
        .invoke(configuration, (Object) new String[] {"filesystem:" + scene.migrations()});
    type.getMethod("schemas", String[].class).invoke(configuration, (Object) new String[] {"shop"});
    return new OlderFlyway(type.getMethod("load").invoke(configuration));
  }

  /** Returns how many files it has run. */
  int migrate() throws Exception {
    Object result = flyway.getClass().getMethod("migrate").invoke(flyway);
    return result.getClass().getField("migrationsExecuted").getInt(result);
  }

  /** Flyway's own classes from its jars, all others from ours. */
  private static final class Apart extends URLClassLoader {
    private static final String FLYWAY = "org.flywaydb.";

    Apart(Path folder) throws IOException {
      super(jars(folder), OlderFlyway.class.getClassLoader());
    }

    private static URL[] jars(Path folder) throws IOException {
      List<URL> urls = new ArrayList<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          urls.add(file.toUri().toURL());
        }
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith(FLYWAY)) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }

    @Override
    public URL getResource(String name) {
      return flyways(name) ? findResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return flyways(name) ? findResources(name) : super.getResources(name);
    }

    private static boolean flyways(String name) {
      return name.contains("org/flywaydb") || name.contains(FLYWAY);
    }
  }
}
