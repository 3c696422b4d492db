package dev.bifrost.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// A number by its spelling: `1.0`, `1e0` and integers of 23 digits come back as they came. Two are
/// equal when spelled alike.
public final class Num implements Json {
  /// So many digits are never beyond `long`.
  private static final int SAFE_DIGITS = 18;

  private final byte[] bytes;
  private final int from;
  private final int to;

  Num(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /// A new whole number.
  public static Num of(long value) {
    return spelled(Long.toString(value));
  }

  /// A new decimal number, in plain notation.
  public static Num of(BigDecimal value) {
    return spelled(value.toPlainString());
  }

  private static Num spelled(String lexeme) {
    byte[] bytes = lexeme.getBytes(StandardCharsets.US_ASCII);
    return new Num(bytes, 0, bytes.length);
  }

  /// The number as it was spelled.
  public String lexeme() {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  /// The value as a whole number: fractions are cut off, what is too large becomes the nearest
  /// `long`.
  public long longValue() {
    int start = bytes[from] == '-' ? from + 1 : from;
    long value = 0;
    for (int i = start; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return (long) doubleValue();
      }
      value = value * 10 + digit;
    }
    if (to - start > SAFE_DIGITS) {
      return large(start);
    }
    return start == from ? value : -value;
  }

  /// A whole number that may be beyond `long`.
  private long large(int start) {
    if (to - start == SAFE_DIGITS + 1) {
      try {
        return Long.parseLong(lexeme());
      } catch (NumberFormatException beyond) {
        // As with more digits.
      }
    }
    return start == from ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  /// The value as an `int`; what is too large becomes the nearest `int`.
  public int intValue() {
    return Math.clamp(longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// The nearest `double`.
  public double doubleValue() {
    return Double.parseDouble(lexeme());
  }

  @Override
  public void writeTo(Bytes out) {
    out.put(bytes, from, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Num that && lexeme().equals(that.lexeme());
  }

  @Override
  public int hashCode() {
    return lexeme().hashCode();
  }

  @Override
  public String toString() {
    return lexeme();
  }
}
