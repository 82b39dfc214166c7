package dev.slipway.e2e;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each scenario a shop in a namespace of its own, with nothing released yet, and takes it
 * away afterwards. The operator is installed once for all of them.
 */
final class OnTheCluster implements ParameterResolver {
  private static final Namespace KEPT = Namespace.create(OnTheCluster.class);
  static final Path SAMPLES = Path.of("../deploy/samples/shop");
  private static final int NAME_LENGTH = 40;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Released.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var stage =
        context
            .getRoot()
            .getStore(KEPT)
            .computeIfAbsent(Stage.class, _ -> Stage.set(SAMPLES), Stage.class);
    return context
        .getStore(KEPT)
        .computeIfAbsent(
            Released.class,
            _ -> stage.shop(namespace(context.getRequiredTestMethod())),
            Released.class);
  }

  /** The beginning of the test's name, as Kubernetes writes names. */
  private static String namespace(Method test) {
    var words = test.getName().replaceAll("_.*", "").replaceAll("([A-Z])", "-$1");
    var name = words.toLowerCase(Locale.ROOT);
    return name.substring(0, Math.min(NAME_LENGTH, name.length())).replaceAll("-$", "");
  }
}
