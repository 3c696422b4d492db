package dev.bifrost.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The one pass over a text that checks it (RFC 8259, strictly: no comments, no trailing commas,
/// valid UTF-8, no raw control characters) and writes its index. Strings are scanned eight bytes at
/// a time.
final class JsonReader {
  /// How deep arrays and objects may lie in one another; real requests stay below 60.
  static final int MAX_DEPTH = 512;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final byte[] bytes;
  private final int end;
  private final Tape tape;
  private int at;

  private JsonReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
    this.tape = new Tape(bytes, (to - from) / 24);
  }

  static Json read(byte[] bytes, int from, int to) {
    JsonReader reader = new JsonReader(bytes, from, to);
    reader.document();
    return reader.tape.at(0);
  }

  private void document() {
    int[] open = new int[32];
    int depth = 0;
    while (true) {
      // A value is expected at `at`.
      int from = skipSpace("a value");
      int node = tape.begin(from);
      byte first = bytes[from];
      if (first == '{' || first == '[') {
        if (depth == MAX_DEPTH) {
          throw fault("nested deeper than " + MAX_DEPTH);
        }
        at = from + 1;
        byte close = (byte) (first + 2);
        if (bytes[skipSpace("a value or an end")] != close) {
          if (depth == open.length) {
            open = Arrays.copyOf(open, open.length * 4);
          }
          open[depth++] = node;
          if (first == '{') {
            name();
          }
          continue;
        }
        at++;
        tape.end(node, at, false);
      } else if (first == '"') {
        string(node);
      } else {
        word(node, first);
      }
      // A value has ended: close what ends with it, or go on to the next.
      while (true) {
        if (depth == 0) {
          nothingElse();
          return;
        }
        boolean object = bytes[tape.from(open[depth - 1])] == '{';
        int separator = skipSpace("a comma or an end");
        at = separator + 1;
        if (bytes[separator] == ',') {
          if (object) {
            skipSpace("a name");
            name();
          }
          break;
        }
        if (bytes[separator] != (object ? '}' : ']')) {
          at = separator;
          throw fault("a comma or an end was expected");
        }
        tape.end(open[--depth], at, false);
      }
    }
  }

  private void name() {
    if (bytes[at] != '"') {
      throw fault("a name in quotes was expected");
    }
    string(tape.begin(at));
    if (bytes[skipSpace("a colon")] != ':') {
      throw fault("a colon was expected");
    }
    at++;
  }

  private void nothingElse() {
    while (at < end) {
      if (!isSpace(bytes[at])) {
        throw fault("something stands after the value");
      }
      at++;
    }
  }

  private int skipSpace(String expected) {
    while (at < end) {
      if (!isSpace(bytes[at])) {
        return at;
      }
      at++;
    }
    throw fault("the text ends where " + expected + " was expected");
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private void string(int node) {
    int i = at + 1;
    boolean escaped = false;
    while (true) {
      // Skip words in which no byte is a quote, a backslash, a control character or beyond ASCII.
      while (i + 8 <= end && isPlain((long) WORD.get(bytes, i))) {
        i += 8;
      }
      if (i >= end) {
        throw fault("a string has no end");
      }
      byte b = bytes[i];
      if (b == '"') {
        at = i + 1;
        tape.end(node, at, escaped);
        return;
      }
      if (b == '\\') {
        escaped = true;
        i = escape(i);
      } else if (b < 0) {
        at = i;
        i = Utf8.skip(bytes, i, end);
        if (i < 0) {
          throw fault("a string is not valid UTF-8");
        }
      } else if (b < 0x20) {
        at = i;
        throw fault("a control character stands in a string");
      } else {
        i++;
      }
    }
  }

  private static boolean isPlain(long word) {
    long quote = word ^ 0x2222222222222222L;
    long slash = word ^ 0x5c5c5c5c5c5c5c5cL;
    long special =
        ((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | (word - 0x2020202020202020L) | word;
    return (special & HIGHS) == 0;
  }

  private int escape(int i) {
    at = i;
    int letter = i + 1 < end ? bytes[i + 1] : -1;
    return switch (letter) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 2;
      case 'u' -> {
        if (i + 6 > end || Escapes.hex(bytes, i + 2) < 0) {
          throw fault("\\u wants four hexadecimal digits");
        }
        yield i + 6;
      }
      case -1 -> throw fault("a string has no end");
      default -> throw fault("an unknown escape stands in a string");
    };
  }

  private void word(int node, byte first) {
    switch (first) {
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
    tape.end(node, at, false);
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || bytes[at] != word.charAt(i)) {
        throw fault("a value was expected");
      }
    }
  }

  private void number() {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw fault("a value was expected");
    }
  }

  private int peek() {
    return at < end ? bytes[at] : -1;
  }

  private JsonFault fault(String message) {
    return new JsonFault(message, at);
  }
}
