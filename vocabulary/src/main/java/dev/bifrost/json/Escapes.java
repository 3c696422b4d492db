package dev.bifrost.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The escapes of JSON strings (RFC 8259, section 7). Texts are scanned eight bytes at a time.
final class Escapes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Escapes() {}

  /// The first place from `from` on where a quote, a backslash, a control character or a character
  /// beyond ASCII stands, else `end`.
  static int plainTo(byte[] bytes, int from, int end) {
    int i = from;
    while (i + 8 <= end) {
      long special = special((long) WORD.get(bytes, i));
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      i += 8;
    }
    while (i < end && bytes[i] >= 0x20 && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /// Marks the bytes of a word that are not plain in their highest bits. A borrow may mark a byte
  /// too many, but never below the first that is marked rightly.
  private static long special(long word) {
    long quote = word ^ 0x2222222222222222L;
    long slash = word ^ 0x5c5c5c5c5c5c5c5cL;
    return (((quote - ONES) & ~quote)
            | ((slash - ONES) & ~slash)
            | (word - 0x2020202020202020L)
            | word)
        & HIGHS;
  }

  /// Writes a text of UTF-8 as [#write(String, Bytes)] does, and tells how many escapes that took;
  /// -1 where it is not well formed.
  static int write(byte[] text, Bytes out) {
    int escapes = 0;
    int plainFrom = 0;
    int i = plainTo(text, 0, text.length);
    while (i < text.length) {
      if (text[i] < 0) {
        i = Utf8.skip(text, i, text.length);
        if (i < 0) {
          return -1;
        }
      } else {
        out.put(text, plainFrom, i);
        escape((char) text[i], out);
        escapes++;
        plainFrom = ++i;
      }
      i = plainTo(text, i, text.length);
    }
    out.put(text, plainFrom, text.length);
    return escapes;
  }

  /// Writes the text without quotes, escaped as little as JSON allows, and tells whether an escape
  /// was needed.
  static boolean write(String text, Bytes out) {
    boolean escaped = false;
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone = Character.isSurrogate(c) && !isPairAt(text, i);
      if (c >= 0x20 && c != '"' && c != '\\' && !lone) {
        if (Character.isHighSurrogate(c)) {
          i++;
        }
        continue;
      }
      out.utf8(text.substring(plainFrom, i));
      plainFrom = i + 1;
      escaped = true;
      escape(c, out);
    }
    out.utf8(plainFrom == 0 ? text : text.substring(plainFrom));
    return escaped;
  }

  private static boolean isPairAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  private static void escape(char c, Bytes out) {
    out.put('\\');
    switch (c) {
      case '"' -> out.put('"');
      case '\\' -> out.put('\\');
      case '\n' -> out.put('n');
      case '\r' -> out.put('r');
      case '\t' -> out.put('t');
      case '\b' -> out.put('b');
      case '\f' -> out.put('f');
      default ->
          out.put('u')
              .put(HEX[c >> 12])
              .put(HEX[(c >> 8) & 15])
              .put(HEX[(c >> 4) & 15])
              .put(HEX[c & 15]);
    }
  }

  /// What the raw text between two quotes says; its escapes were checked when it was read.
  static String decode(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int plainFrom = from;
    int i = from;
    while (i < to) {
      if (bytes[i] != '\\') {
        i++;
        continue;
      }
      text.append(new String(bytes, plainFrom, i - plainFrom, StandardCharsets.UTF_8));
      if (bytes[i + 1] == 'u') {
        text.append((char) hex(bytes, i + 2));
        i += 6;
      } else {
        text.append(unescaped(bytes[i + 1]));
        i += 2;
      }
      plainFrom = i;
    }
    return text.append(new String(bytes, plainFrom, to - plainFrom, StandardCharsets.UTF_8))
        .toString();
  }

  /// The same as UTF-8; half a surrogate pair, which UTF-8 cannot say, becomes a question mark.
  static byte[] decodeUtf8(byte[] bytes, int from, int to) {
    Bytes text = new Bytes(to - from);
    int plainFrom = from;
    int i = plainTo(bytes, from, to);
    while (i < to) {
      if (bytes[i] != '\\') {
        i = plainTo(bytes, i + 1, to);
        continue;
      }
      text.put(bytes, plainFrom, i);
      if (bytes[i + 1] == 'u') {
        int unit = hex(bytes, i + 2);
        boolean pair = Character.isHighSurrogate((char) unit) && isLowSurrogateAt(bytes, i + 6, to);
        text.utf8(
            Character.toString(
                pair ? Character.toCodePoint((char) unit, (char) hex(bytes, i + 8)) : unit));
        i += pair ? 12 : 6;
      } else {
        text.put(unescaped(bytes[i + 1]));
        i += 2;
      }
      plainFrom = i;
      i = plainTo(bytes, i, to);
    }
    return text.put(bytes, plainFrom, to).toArray();
  }

  private static boolean isLowSurrogateAt(byte[] bytes, int at, int to) {
    return at + 6 <= to
        && bytes[at] == '\\'
        && bytes[at + 1] == 'u'
        && Character.isLowSurrogate((char) hex(bytes, at + 2));
  }

  private static char unescaped(byte letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> (char) letter;
    };
  }

  /// The four hexadecimal digits at `at` as a number, or -1 where one of them is none.
  static int hex(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
