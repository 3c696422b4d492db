package dev.bifrost.engine.upstream;

import java.util.Arrays;

/// Lets the bytes of an event stream pass up to the end of their last whole event and keeps the
/// rest until it is whole, so that an answer that is cut never ends inside an event. Nothing is
/// changed or parsed. One stream, one thread.
final class WholeFrames {
  /// Beyond this an unfinished event passes as it is: it is no longer worth the memory.
  private static final int MAX_HELD_BYTES = 1 << 20;

  /// Takes bytes that may go on.
  interface Sink {
    void write(byte[] bytes, int from, int to);
  }

  private byte[] held = new byte[0];

  /// Passes on what is whole now, in one piece.
  void accept(byte[] bytes, int from, int to, Sink out) {
    int end = endOfLastEvent(bytes, from, to);
    if (held.length > 0) {
      byte[] joined = Arrays.copyOf(held, held.length + to - from);
      System.arraycopy(bytes, from, joined, held.length, to - from);
      held = new byte[0];
      pass(joined, 0, endOfLastEvent(joined, 0, joined.length), joined.length, out);
    } else {
      pass(bytes, from, end, to, out);
    }
  }

  private void pass(byte[] bytes, int from, int end, int to, Sink out) {
    int cut = to - end > MAX_HELD_BYTES ? to : end;
    if (cut > from) {
      out.write(bytes, from, cut);
    }
    if (cut < to) {
      held = Arrays.copyOfRange(bytes, cut, to);
    }
  }

  /// What is still held: an event without its empty line, complete only if the stream has ended
  /// cleanly.
  byte[] rest() {
    return held;
  }

  /// The place after the last empty line, or `from` where there is none.
  private static int endOfLastEvent(byte[] bytes, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      if (bytes[i] == '\n' && endsEvent(bytes, from, i)) {
        return i + 1;
      }
    }
    return from;
  }

  private static boolean endsEvent(byte[] bytes, int from, int lineFeed) {
    int before = bytes[lineFeed - 1] == '\r' ? lineFeed - 2 : lineFeed - 1;
    return before >= from && bytes[before] == '\n';
  }
}
