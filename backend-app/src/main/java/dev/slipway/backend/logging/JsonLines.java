package dev.slipway.backend.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes an event as one line: timestamp, level, message, module, function, exception. */
final class JsonLines extends EncoderBase<ILoggingEvent> {

  private static final JsonFactory JSON = new JsonFactory();

  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
  private final Redaction redaction;

  JsonLines(Redaction redaction) {
    this.redaction = redaction;
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
      json.writeStringField("message", redaction.of(event.getFormattedMessage()));
      json.writeStringField("module", event.getLoggerName());
      StackTraceElement[] caller = event.getCallerData();
      json.writeStringField("function", caller.length == 0 ? "" : caller[0].getMethodName());
      if (event.getThrowableProxy() != null) {
        json.writeStringField("exception", redaction.of(traces.convert(event)));
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
}
