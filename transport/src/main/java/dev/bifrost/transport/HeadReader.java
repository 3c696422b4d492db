package dev.bifrost.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the fields of an HTTP/1.1 head (RFC 9112). Strict, so that nobody in front of or behind
/// this server reads a message otherwise: lines end in CR LF, folded lines, spaces before the colon
/// and doubtful lengths are errors. Used by one loop, over and over.
final class HeadReader {
  /// The body's length is not told by the head.
  static final long NO_LENGTH = -1;

  private final @Nullable String[] names = new String[256];
  private String[] fields = new String[64];
  private int used;

  private byte[] head = new byte[4096];
  private long contentLength;
  private boolean chunked;
  private int hosts;
  private @Nullable String connection;
  private boolean expectsContinue;

  /// The bytes of the head that is read next, with room for `size`.
  byte[] room(int size) {
    if (head.length < size) {
      head = Arrays.copyOf(head, Math.max(size, 2 * head.length));
    }
    return head;
  }

  /// Reads the field lines from `from` up to `to`, where the empty line begins.
  Headers fields(int from, int to) throws Malformed {
    used = 0;
    contentLength = NO_LENGTH;
    chunked = false;
    hosts = 0;
    connection = null;
    expectsContinue = false;
    int at = from;
    while (at < to) {
      at = field(at, to);
    }
    if (chunked && contentLength != NO_LENGTH) {
      throw Malformed.because("both Content-Length and Transfer-Encoding");
    }
    return used == 0 ? Headers.EMPTY : Headers.checked(Arrays.copyOf(fields, used), used);
  }

  /// The `Content-Length`, or [#NO_LENGTH].
  long contentLength() {
    return contentLength;
  }

  /// Whether `Transfer-Encoding` is `chunked`.
  boolean chunked() {
    return chunked;
  }

  /// How many `Host` fields there were.
  int hosts() {
    return hosts;
  }

  /// Whether `Connection` lists `token`.
  boolean connectionLists(String token) {
    return connection != null && HeaderText.lists(connection, token);
  }

  /// Whether the sender waits for a status 100.
  boolean expectsContinue() {
    return expectsContinue;
  }

  /// A text of ISO-8859-1.
  String text(int from, int to) {
    return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// A text that is likely to come again.
  String familiar(int from, int to) {
    int length = to - from;
    int hash = length * 31 + head[from] * 7 + head[to - 1] * 13 + head[from + length / 2];
    int slot = hash & 255;
    String known = names[slot];
    if (known != null && known.length() == length && same(known, from)) {
      return known;
    }
    String name = text(from, to);
    if (length <= 40) {
      names[slot] = name;
    }
    return name;
  }

  private boolean same(String known, int from) {
    for (int i = 0; i < known.length(); i++) {
      if ((head[from + i] & 0xff) != known.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int field(int from, int to) throws Malformed {
    int colon = from;
    while (HeaderText.isToken(head[colon])) {
      colon++;
    }
    if (colon == from || head[colon] != ':') {
      throw Malformed.because("a header line that is no field");
    }
    int start = colon + 1;
    while (head[start] == ' ' || head[start] == '\t') {
      start++;
    }
    int end = start;
    while (HeaderText.isValue(head[end] & 0xff)) {
      end++;
    }
    if (head[end] != '\r' || head[end + 1] != '\n' || end + 2 > to) {
      throw Malformed.because("a control character in a header");
    }
    int next = end + 2;
    while (end > start && (head[end - 1] == ' ' || head[end - 1] == '\t')) {
      end--;
    }
    keep(familiar(from, colon), end == start ? "" : text(start, end));
    return next;
  }

  private void keep(String name, String value) throws Malformed {
    if (used == fields.length) {
      fields = Arrays.copyOf(fields, 2 * used);
    }
    fields[used++] = name;
    fields[used++] = value;
    switch (name.length()) {
      case 4 -> hosts += name.equalsIgnoreCase("Host") ? 1 : 0;
      case 6 ->
          expectsContinue |=
              name.equalsIgnoreCase("Expect") && value.equalsIgnoreCase("100-continue");
      case 10 -> {
        if (name.equalsIgnoreCase("Connection")) {
          connection = connection == null ? value : connection + "," + value;
        }
      }
      case 14 -> {
        if (name.equalsIgnoreCase("Content-Length")) {
          length(value);
        }
      }
      case 17 -> {
        if (name.equalsIgnoreCase("Transfer-Encoding")) {
          if (chunked || !value.equalsIgnoreCase("chunked")) {
            throw new Malformed(501, "a transfer coding other than chunked");
          }
          chunked = true;
        }
      }
      default -> {}
    }
  }

  private void length(String value) throws Malformed {
    if (value.isEmpty() || value.length() > 18) {
      throw Malformed.because("a Content-Length that is no length");
    }
    long length = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw Malformed.because("a Content-Length that is no length");
      }
      length = 10 * length + digit;
    }
    if (contentLength != NO_LENGTH && contentLength != length) {
      throw Malformed.because("two lengths");
    }
    contentLength = length;
  }
}
