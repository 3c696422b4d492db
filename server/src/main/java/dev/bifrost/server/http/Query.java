package dev.bifrost.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The parameters behind the question mark.
///
/// @param raw as they came, or null where there were none
record Query(@Nullable String raw) {

  /// The first value of that name, decoded, or `otherwise`.
  String text(String name, String otherwise) {
    if (raw == null) {
      return otherwise;
    }
    for (String pair : raw.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return otherwise;
  }

  /// The first value of that name as a whole number; what is none is as if absent.
  int number(String name, int otherwise) {
    try {
      return Integer.parseInt(text(name, Integer.toString(otherwise)));
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }
}
