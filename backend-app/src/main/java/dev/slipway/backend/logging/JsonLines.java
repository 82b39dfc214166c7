package dev.slipway.backend.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.event.KeyValuePair;

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
      boolean named = false;
      for (KeyValuePair pair : pairs(event)) {
        named |= pair.key.equals("function");
        json.writeFieldName(pair.key);
        write(json, pair.value);
      }
      if (!named) {
        StackTraceElement[] caller = event.getCallerData();
        json.writeStringField("function", caller.length == 0 ? "" : caller[0].getMethodName());
      }
      for (var said : event.getMDCPropertyMap().entrySet()) {
        json.writeStringField(said.getKey(), redaction.of(said.getValue()));
      }
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

  private void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case Integer number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      default -> json.writeString(redaction.of(String.valueOf(value)));
    }
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null ? List.of() : pairs;
  }
}
