package dev.slipway.backend.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Writes an event as one line: timestamp, level, message, module, function, exception. */
final class JsonLines extends EncoderBase<ILoggingEvent> {

  private static final JsonFactory JSON = new JsonFactory();

  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
  private final List<String> secrets;

  JsonLines(Collection<String> secrets) {
    // Longest first, so that a secret inside another does not leave the rest of it visible.
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= 4)
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .toList();
  }

  @Override
  public void start() {
    traces.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("timestamp", Instant.ofEpochMilli(event.getTimeStamp()).toString());
      json.writeStringField("level", event.getLevel().toString());
      json.writeStringField("message", blotted(event.getFormattedMessage()));
      json.writeStringField("module", event.getLoggerName());
      StackTraceElement[] caller = event.getCallerData();
      json.writeStringField("function", caller.length == 0 ? "" : caller[0].getMethodName());
      if (event.getThrowableProxy() != null) {
        json.writeStringField("exception", blotted(traces.convert(event)));
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toByteArray();
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private String blotted(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, "***");
    }
    return result;
  }
}
