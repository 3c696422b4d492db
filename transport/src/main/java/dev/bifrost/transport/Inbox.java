package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes on their way from a loop to the one thread that reads them. `F` says why no more will
/// come. Its own monitor guards its state; nobody waits while holding it.
final class Inbox<F> {
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int length;
  private boolean ended;
  private @Nullable F fault;

  /// Takes `count` bytes from `in`. The array is made `expected` bytes long at first, if that is
  /// more.
  synchronized void add(ByteBuf in, int count, int expected) {
    int needed = length + count;
    if (bytes.length == 0) {
      bytes = new byte[Math.max(count, expected)];
    } else if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(2 * bytes.length, 1 << 30)));
    }
    in.readBytes(bytes, length, count);
    length = needed;
  }

  /// The clean end.
  synchronized void end() {
    ended = true;
  }

  /// No more will come, for this reason. Only the first end or fault counts; returns whether this
  /// did.
  synchronized boolean fail(F why) {
    if (ended || fault != null) {
      return false;
    }
    fault = why;
    return true;
  }

  /// Whether a reader need not wait.
  synchronized boolean ready() {
    return length > 0 || settled();
  }

  /// Whether the end or a fault has come.
  synchronized boolean settled() {
    return ended || fault != null;
  }

  /// Whether the clean end has come.
  synchronized boolean ended() {
    return ended;
  }

  /// Why no more will come, or null.
  synchronized @Nullable F fault() {
    return fault;
  }

  /// The number of bytes that wait.
  synchronized int length() {
    return length;
  }

  /// All bytes that wait, in an array of their length.
  synchronized byte[] take() {
    byte[] taken = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    bytes = NOTHING;
    length = 0;
    return taken;
  }
}
