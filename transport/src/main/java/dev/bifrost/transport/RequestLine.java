package dev.bifrost.transport;

import org.jspecify.annotations.Nullable;

/// The first line of a request (RFC 9112, section 3).
///
/// @param method the method
/// @param path the path, undecoded
/// @param query the query, undecoded, or null
/// @param old whether the version is 1.0
record RequestLine(String method, String path, @Nullable String query, boolean old) {
  private static final int VERSION_LENGTH = " HTTP/1.1".length();

  /// Reads the line that lies in the reader's room from 0 to `end`.
  static RequestLine read(HeadReader head, int end) throws Malformed {
    byte[] bytes = head.room(0);
    int space = 0;
    while (HeaderText.isToken(bytes[space])) {
      space++;
    }
    int targetEnd = end - VERSION_LENGTH;
    if (space == 0 || bytes[space] != ' ' || targetEnd <= space + 1) {
      throw Malformed.because("not a request line");
    }
    boolean old = isOld(bytes, targetEnd);
    int from = space + 1;
    int query = -1;
    for (int i = from; i < targetEnd; i++) {
      int c = bytes[i] & 0xff;
      if (c <= ' ' || c == 127) {
        throw Malformed.because("a forbidden character in the request target");
      }
      if (c == '?' && query < 0) {
        query = i;
      }
    }
    int pathEnd = query < 0 ? targetEnd : query;
    int pathFrom = bytes[from] == '/' ? from : afterAuthority(bytes, from, pathEnd);
    return new RequestLine(
        head.familiar(0, space),
        pathFrom == pathEnd ? "/" : head.familiar(pathFrom, pathEnd),
        query < 0 ? null : head.text(query + 1, targetEnd),
        old);
  }

  private static boolean isOld(byte[] bytes, int at) throws Malformed {
    boolean http =
        bytes[at] == ' '
            && bytes[at + 1] == 'H'
            && bytes[at + 2] == 'T'
            && bytes[at + 3] == 'T'
            && bytes[at + 4] == 'P'
            && bytes[at + 5] == '/'
            && bytes[at + 7] == '.';
    if (!http) {
      throw Malformed.because("not a request line");
    }
    if (bytes[at + 6] != '1' || (bytes[at + 8] != '1' && bytes[at + 8] != '0')) {
      throw new Malformed(505, "a version other than HTTP/1.1 and 1.0");
    }
    return bytes[at + 8] == '0';
  }

  /// Where the path begins in `http://host/path`; the target itself where it is `*` or an
  /// authority.
  private static int afterAuthority(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 2 < to && !(bytes[at] == ':' && bytes[at + 1] == '/' && bytes[at + 2] == '/')) {
      at++;
    }
    if (at + 2 >= to) {
      return from;
    }
    at += 3;
    while (at < to && bytes[at] != '/') {
      at++;
    }
    return at;
  }
}
