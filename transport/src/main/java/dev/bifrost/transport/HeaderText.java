package dev.bifrost.transport;

/// The characters of header fields (RFC 9110, section 5.6.2 tokens and 5.5 values).
final class HeaderText {
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 'a' + 'A'] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private HeaderText() {}

  static boolean isToken(int c) {
    return c >= 0 && c < 128 && TOKEN[c];
  }

  /// Whether `c` (0 to 255) may stand in a value: everything but control characters, the tab
  /// allowed.
  static boolean isValue(int c) {
    return c >= ' ' ? c != 127 : c == '\t';
  }

  static void requireName(String name) {
    boolean sound = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      sound &= isToken(name.charAt(i));
    }
    if (!sound) {
      throw new IllegalArgumentException("not the name of a header field: " + quoted(name));
    }
  }

  static void requireValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isValue(c) || c > 255) {
        throw new IllegalArgumentException(
            "header " + name + " has a forbidden character at " + i + ": " + (int) c);
      }
    }
  }

  /// Whether the comma-separated `value` holds `token`, in any case.
  static boolean lists(String value, String token) {
    int from = 0;
    while (from <= value.length()) {
      int comma = value.indexOf(',', from);
      int to = comma < 0 ? value.length() : comma;
      int start = from;
      while (start < to && value.charAt(start) <= ' ') {
        start++;
      }
      int end = to;
      while (end > start && value.charAt(end - 1) <= ' ') {
        end--;
      }
      if (end - start == token.length()
          && value.regionMatches(true, start, token, 0, token.length())) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  private static String quoted(String name) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < Math.min(name.length(), 60); i++) {
      char c = name.charAt(i);
      text.append(c < ' ' || c > '~' ? '?' : c);
    }
    return text.append('\'').toString();
  }
}
