package dev.slipway.operator.exploration;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Bytes that are written and read in the same order. */
@SuppressWarnings("EnumOrdinal") // packed states live as long as one run
final class Bytes {
  private byte[] content;
  private int at;

  private Bytes(byte[] content) {
    this.content = content;
  }

  static Bytes empty() {
    return new Bytes(new byte[256]);
  }

  static Bytes of(byte[] packed) {
    return new Bytes(packed);
  }

  byte[] packed() {
    return Arrays.copyOf(content, at);
  }

  void put(int small) {
    if (at == content.length) {
      content = Arrays.copyOf(content, 2 * at);
    }
    content[at++] = (byte) small;
  }

  int get() {
    return content[at++];
  }

  void put(boolean yes) {
    put(yes ? 1 : 0);
  }

  boolean yes() {
    return get() == 1;
  }

  void put(Enum<?> choice) {
    put(choice.ordinal());
  }

  <E> E get(E[] choices) {
    return choices[get()];
  }

  void putShort(int number) {
    put(number >> 8);
    put(number);
  }

  int getShort() {
    return (get() << 8) | (get() & 255);
  }

  void put(Instant at) {
    putShort((int) (at.getEpochSecond() - Times.NOW.getEpochSecond()));
  }

  Instant instant() {
    return Times.NOW.plusSeconds(getShort());
  }

  <T> void put(Optional<T> maybe, Consumer<T> how) {
    put(maybe.isPresent());
    maybe.ifPresent(how);
  }

  <T> Optional<T> maybe(Function<Bytes, T> how) {
    return yes() ? Optional.of(how.apply(this)) : Optional.empty();
  }
}
