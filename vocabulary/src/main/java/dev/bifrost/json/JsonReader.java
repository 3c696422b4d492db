package dev.bifrost.json;

import java.util.Arrays;

/// The one pass over a text that checks it (RFC 8259, strictly: no comments, no trailing commas,
/// valid UTF-8, no raw control characters) and writes its index. Strings are scanned eight bytes at
/// a time.
final class JsonReader {
  /// How deep arrays and objects may lie in one another; real requests stay below 60.
  static final int MAX_DEPTH = 512;

  private final byte[] bytes;
  private final int end;
  private final Tape tape;
  private int at;

  /// The nodes of the objects and arrays around the present place.
  private int[] open = new int[32];

  private int depth;

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
    boolean goesOn;
    do {
      int from = skipSpace("a value");
      byte first = bytes[from];
      if (first == '{' || first == '[') {
        goesOn = opens(first) || goesOn();
      } else if (first == '"') {
        string(tape.begin(from));
        goesOn = goesOn();
      } else {
        word(tape.begin(from), first);
        goesOn = goesOn();
      }
    } while (goesOn);
    nothingElse();
  }

  /// Opens an object or array. Whether it has something in it; where not it is closed again.
  private boolean opens(byte bracket) {
    int node = tape.begin(at++);
    if (depth == MAX_DEPTH) {
      throw fault("nested deeper than " + MAX_DEPTH);
    }
    byte close = (byte) (bracket + 2);
    if (bytes[skipSpace("a value or an end")] == close) {
      at++;
      tape.end(node, at, false);
      return false;
    }
    if (depth == open.length) {
      open = Arrays.copyOf(open, open.length * 4);
    }
    open[depth++] = node;
    if (bracket == '{') {
      name();
    }
    return true;
  }

  /// A value has ended: closes what ends with it. Whether another value follows.
  private boolean goesOn() {
    while (depth > 0) {
      boolean object = bytes[tape.from(open[depth - 1])] == '{';
      byte separator = bytes[skipSpace("a comma or an end")];
      if (separator == ',') {
        at++;
        if (object) {
          skipSpace("a name");
          name();
        }
        return true;
      }
      if (separator != (object ? '}' : ']')) {
        throw fault("a comma or an end was expected");
      }
      at++;
      tape.end(open[--depth], at, false);
    }
    return false;
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
      i = Escapes.plainTo(bytes, i, end);
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
      } else {
        at = i;
        throw fault("a control character stands in a string");
      }
    }
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
