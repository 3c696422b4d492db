package dev.bifrost.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A string. It keeps the bytes between the quotes as they came, escapes included, and copies them
/// raw when written. Two are equal when they say the same, however they are escaped.
public final class Str implements Json {
  /// The empty string.
  public static final Str EMPTY = of("");

  /// A character written as an escape of four digits.
  private static final int MAX_BYTES_PER_CHAR = 6;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final boolean escaped;

  /// The raw text from `from` to `to` without its quotes; `escaped` when it holds a backslash.
  Str(byte[] bytes, int from, int to, boolean escaped) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.escaped = escaped;
  }

  /// A new string that says `value`. A lone surrogate is written as an escape.
  public static Str of(String value) {
    Bytes out = new Bytes(value.length() + 8);
    boolean escaped = Escapes.write(value, out);
    return new Str(out.toArray(), 0, out.length(), escaped);
  }

  /// A new string that says what these UTF-8 bytes say; what is not well formed in them becomes
  /// U+FFFD.
  public static Str ofUtf8(byte[] text) {
    Bytes out = new Bytes(text.length + text.length / 16);
    int escapes = Escapes.write(text, out);
    return escapes < 0
        ? of(new String(text, StandardCharsets.UTF_8))
        : new Str(out.toArray(), 0, out.length(), escapes > 0);
  }

  /// A new string whose content is the JSON text of `value`, as function arguments travel in
  /// OpenAI's APIs.
  public static Str quoting(Json value) {
    return ofUtf8(value.toBytes());
  }

  /// These strings after one another, copied raw.
  public static Str join(List<Str> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    int length = 0;
    for (Str piece : pieces) {
      length += piece.to - piece.from;
    }
    Bytes out = new Bytes(length);
    boolean escaped = false;
    for (Str piece : pieces) {
      out.put(piece.bytes, piece.from, piece.to);
      escaped |= piece.escaped;
    }
    return new Str(out.toArray(), 0, length, escaped);
  }

  /// What the string says. Decoded at each call.
  public String value() {
    return escaped
        ? Escapes.decode(bytes, from, to)
        : new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// What the string says, as UTF-8.
  public byte[] utf8() {
    return escaped ? Escapes.decodeUtf8(bytes, from, to) : Arrays.copyOfRange(bytes, from, to);
  }

  /// Whether it says nothing.
  public boolean isEmpty() {
    return from == to;
  }

  /// Whether it says nothing but white space.
  public boolean isBlank() {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\\' && "nrtf".indexOf(bytes[i + 1]) >= 0) {
        i++;
      } else if (b == '\\' || b < 0) {
        return value().isBlank();
      } else if (b != ' ') {
        return false;
      }
    }
    return true;
  }

  /// Whether it says `text`.
  public boolean is(String text) {
    return says(bytes, from, to, escaped, text);
  }

  /// Whether the raw text between two quotes says `text`. It is decoded only where, after an equal
  /// beginning, one of the two goes on with an escape or beyond ASCII.
  static boolean says(byte[] bytes, int from, int to, boolean escaped, String text) {
    int rawLength = to - from;
    int length = text.length();
    if (rawLength < length || rawLength > length * MAX_BYTES_PER_CHAR) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      byte b = bytes[from + i];
      if (b != c || b == '\\') {
        boolean decodable = c >= 128 || (escaped && b == '\\');
        return decodable && new Str(bytes, from, to, escaped).value().equals(text);
      }
    }
    return rawLength == length;
  }

  /// Where the byte first stands between its quotes, escapes and all, or -1. For ASCII bytes that
  /// are never escaped, such as a comma.
  public int rawIndexOf(char ascii) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ascii) {
        return i - from;
      }
    }
    return -1;
  }

  /// The piece of it from byte `rawFrom` (inclusive) to `rawTo` (exclusive) as it stands, not
  /// copied. The places may not lie inside an escape or a character.
  public Str rawSlice(int rawFrom, int rawTo) {
    if (rawFrom < 0 || rawTo < rawFrom || rawTo > to - from) {
      throw new IndexOutOfBoundsException(rawFrom + ".." + rawTo + " of " + (to - from));
    }
    return new Str(bytes, from + rawFrom, from + rawTo, escaped);
  }

  /// The number of bytes between its quotes as it stands, escapes and all: a measure of its size,
  /// not its count of characters.
  public int rawLength() {
    return to - from;
  }

  @Override
  public void writeTo(Bytes out) {
    out.put('"').put(bytes, from, to).put('"');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Str that && value().equals(that.value());
  }

  @Override
  public int hashCode() {
    return value().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
