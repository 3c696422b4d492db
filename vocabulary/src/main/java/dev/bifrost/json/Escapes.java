package dev.bifrost.json;

import java.nio.charset.StandardCharsets;

/// The escapes of JSON strings (RFC 8259, section 7).
final class Escapes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Escapes() {}

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
