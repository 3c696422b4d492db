package dev.bifrost.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes that JSON and framings are written into. One writer, not safe for many
/// threads.
public final class Bytes {
  private byte[] array;
  private int length;

  /// An empty run with room for `capacity` bytes before it grows.
  public Bytes(int capacity) {
    array = new byte[Math.max(16, capacity)];
  }

  /// The number of bytes written.
  public int length() {
    return length;
  }

  /// Appends one byte.
  public Bytes put(int oneByte) {
    ensure(1);
    array[length++] = (byte) oneByte;
    return this;
  }

  /// Appends all of `bytes`.
  public Bytes put(byte[] bytes) {
    return put(bytes, 0, bytes.length);
  }

  /// Appends the bytes from `from` (inclusive) to `to` (exclusive).
  public Bytes put(byte[] bytes, int from, int to) {
    int count = to - from;
    ensure(count);
    System.arraycopy(bytes, from, array, length, count);
    length += count;
    return this;
  }

  /// Appends a text that is ASCII only, such as a framing word.
  public Bytes ascii(String text) {
    int count = text.length();
    ensure(count);
    for (int i = 0; i < count; i++) {
      array[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  /// Appends a text as UTF-8, without quotes or escapes.
  public Bytes utf8(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A copy of what was written.
  public byte[] toArray() {
    return Arrays.copyOf(array, length);
  }

  /// What was written, read as UTF-8.
  @Override
  public String toString() {
    return new String(array, 0, length, StandardCharsets.UTF_8);
  }

  private void ensure(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(length, more)));
    }
  }
}
