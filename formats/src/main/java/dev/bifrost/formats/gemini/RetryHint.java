package dev.bifrost.formats.gemini;

import dev.bifrost.wire.HeaderLookup;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When to try again, in the forms in which Google and those in front of it say so.
final class RetryHint {
  private static final String PHRASE = "retry in ";

  private RetryHint() {}

  /// The header `retry-after` where it is a number of seconds.
  static @Nullable Duration header(HeaderLookup headers) {
    String seconds = headers.first("retry-after");
    return seconds == null ? null : duration(seconds.strip() + "s");
  }

  /// A duration as protocol buffers and messages spell it: `34.4s`, `1m2.5s`, `500ms`, `3h`; null
  /// where it is none.
  static @Nullable Duration duration(String text) {
    double seconds = 0;
    int at = 0;
    while (at < text.length()) {
      int from = at;
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      int unitFrom = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      double unit = unitSeconds(text.substring(unitFrom, at));
      if (unitFrom == from || unit == 0) {
        return null;
      }
      try {
        seconds += Double.parseDouble(text.substring(from, unitFrom)) * unit;
      } catch (NumberFormatException noNumber) {
        return null;
      }
    }
    return text.isEmpty() || seconds > 1e9 ? null : Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static double unitSeconds(String unit) {
    return switch (unit) {
      case "ms" -> 0.001;
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3_600;
      case "d" -> 86_400;
      default -> 0;
    };
  }

  /// What a message says: "Please retry in 48.9s."
  static @Nullable Duration message(String message) {
    int phrase = message.toLowerCase(Locale.ROOT).indexOf(PHRASE);
    if (phrase < 0) {
      return null;
    }
    int from = phrase + PHRASE.length();
    int to = from;
    while (to < message.length() && !Character.isWhitespace(message.charAt(to))) {
      to++;
    }
    String said = message.substring(from, to);
    while (said.endsWith(".") || said.endsWith(",")) {
      said = said.substring(0, said.length() - 1);
    }
    return duration(said);
  }
}
