package dev.bifrost.bench.wire;

/// The moment at which the mock sent a piece of text, written into that text: `@@` and sixteen
/// hexadecimal digits of `System.nanoTime`, which all processes of one Linux machine share. Every
/// gateway must pass text through, so a stamp survives any translation.
public final class Stamp {
  /// Marks the beginning of a stamp.
  public static final String MARK = "@@";

  /// A stamp of no time, to be overwritten by [#write].
  public static final String BLANK = MARK + "0000000000000000";

  /// As long as a stamp, and none: for texts that repeat what was streamed.
  public static final String NONE = "--0000000000000000";

  private static final String DIGITS = "0123456789abcdef";
  private static final int COUNT = 16;

  private Stamp() {}

  /// Overwrites the digits of the stamp whose mark begins at `at`.
  public static void write(byte[] bytes, int at, long nanos) {
    for (int i = 0; i < COUNT; i++) {
      bytes[at + MARK.length() + i] = (byte) DIGITS.charAt((int) (nanos >>> (60 - 4 * i)) & 15);
    }
  }

  /// Finds the stamps in bytes that come in slices.
  public static final class Reader {
    private int marks;
    private int digits;
    private long value;

    /// Forgets what was seen.
    public void reset() {
      marks = 0;
      digits = 0;
    }

    /// Reads on until a stamp is complete or the slice ends; answers the place after the stamp, or
    /// -1 when there is no further one.
    public int next(byte[] bytes, int from, int to) {
      for (int i = from; i < to; i++) {
        byte letter = bytes[i];
        if (marks < 2) {
          marks = letter == '@' ? marks + 1 : 0;
          value = 0;
        } else {
          int digit = Character.digit(letter, 16);
          if (digit < 0) {
            reset();
          } else {
            value = value << 4 | digit;
            if (++digits == COUNT) {
              reset();
              return i + 1;
            }
          }
        }
      }
      return -1;
    }

    /// The moment of the stamp that [#next] has just found, in nanoseconds.
    public long nanos() {
      return value;
    }
  }
}
