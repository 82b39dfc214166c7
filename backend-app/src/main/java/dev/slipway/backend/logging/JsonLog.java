package dev.slipway.backend.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets logging up in code: faster than XML, and the secrets to blot out are known here. */
public final class JsonLog {

  /** The logger of one line a request. */
  public static final String REQUESTS = "access";

  private JsonLog() {}

  /**
   * Replaces whatever was set up before.
   *
   * @param requests whether each request is worth a line
   * @param redaction takes out what must never appear, whoever logs it
   */
  public static void install(boolean debug, boolean requests, Redaction redaction) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var lines = new JsonLines(redaction);
    lines.setContext(context);
    lines.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setEncoder(lines);
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console);
    context.getLogger("dev.slipway").setLevel(debug ? Level.DEBUG : Level.INFO);
    Level perRequest = debug ? Level.DEBUG : Level.INFO;
    context.getLogger(REQUESTS).setLevel(requests ? perRequest : Level.WARN);
    context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
    context.getLogger("io.helidon").setLevel(Level.WARN);
    // The driver and the web server log through java.util.logging.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
