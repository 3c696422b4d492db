package dev.bifrost.bench.wire;

import java.nio.charset.StandardCharsets;

/// A word to find in bytes that come in slices, as a table of states: one step per byte, wherever
/// the slices are cut. Holds no position of its own: safe for many threads and many searches.
public final class Needle {
  /// The state of a search that has seen nothing.
  public static final int START = 0;

  private final byte[] steps;
  private final int length;

  /// A search for this ASCII word of up to 100 characters.
  public Needle(String word) {
    byte[] letters = word.getBytes(StandardCharsets.US_ASCII);
    length = letters.length;
    steps = new byte[length * 256];
    int fallback = START;
    for (int state = 0; state < length; state++) {
      System.arraycopy(steps, fallback * 256, steps, state * 256, 256);
      int letter = letters[state] & 0xff;
      int next = state == 0 ? START : steps[fallback * 256 + letter];
      steps[state * 256 + letter] = (byte) (state + 1);
      fallback = next;
    }
  }

  /// The state after one more byte.
  public int step(int state, byte next) {
    return steps[(state == length ? START : state) * 256 + (next & 0xff)];
  }

  /// Whether this state has just seen the whole word.
  public boolean found(int state) {
    return state == length;
  }

  /// The state after the bytes from `from` to `to`; stops early, and stays, where the word ends.
  public int scan(int state, byte[] bytes, int from, int to) {
    int now = state;
    for (int i = from; i < to && now != length; i++) {
      now = steps[now * 256 + (bytes[i] & 0xff)];
    }
    return now;
  }
}
