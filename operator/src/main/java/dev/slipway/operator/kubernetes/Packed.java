package dev.slipway.operator.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A text, deflated (RFC 1951).
 *
 * @param like a text that has most words in common with it, in UTF-8; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Packed(byte[] like, byte[] bytes) {

  static Packed of(byte[] like, byte[] text) {
    var packed = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED, true);
    deflater.setDictionary(like);
    try (deflater;
        var to = new DeflaterOutputStream(packed, deflater)) {
      to.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return new Packed(like, packed.toByteArray());
  }

  String text() {
    var inflater = new Inflater(true);
    inflater.setDictionary(like);
    try (inflater;
        var from = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
      return new String(from.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("what was packed here cannot be unpacked", e);
    }
  }
}
