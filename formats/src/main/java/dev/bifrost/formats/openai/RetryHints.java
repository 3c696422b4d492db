package dev.bifrost.formats.openai;

import dev.bifrost.wire.ErrorText;
import dev.bifrost.wire.HeaderLookup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When it makes sense to try again, in every form that OpenAI and those who speak like it use.
/// Without state.
final class RetryHints {
  private static final String[] PHRASES = {"try again in ", "retry after "};

  private RetryHints() {}

  /// What the headers say, or else the message, or else the window that is used up; null where
  /// nobody says.
  static @Nullable Duration of(HeaderLookup headers, String message) {
    Duration told = ErrorText.retryAfter(headers);
    if (told == null) {
      told = inMessage(message);
    }
    return told == null ? longest(reset(headers, "requests"), reset(headers, "tokens")) : told;
  }

  /// As in `Please try again in 1m2.5s.` or `retry after 20 seconds`.
  private static @Nullable Duration inMessage(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    for (String phrase : PHRASES) {
      int at = lower.indexOf(phrase);
      if (at >= 0) {
        return duration(lower.substring(at + phrase.length()));
      }
    }
    return null;
  }

  /// When a window that is used up opens again (OpenAI's rate limit headers).
  private static @Nullable Duration reset(HeaderLookup headers, String what) {
    String reset = headers.first("x-ratelimit-reset-" + what);
    boolean isUsedUp = "0".equals(headers.first("x-ratelimit-remaining-" + what));
    return reset == null || !isUsedUp ? null : duration(reset);
  }

  private static @Nullable Duration longest(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  /// The duration that the text begins with, such as `6m0s`, `1.5s`, `200ms` or `20 seconds`; null
  /// where it begins with none.
  private static @Nullable Duration duration(String text) {
    Duration sum = null;
    int at = 0;
    while (at < text.length()) {
      int number = numberEnd(text, at);
      int unit = number < text.length() && text.charAt(number) == ' ' ? number + 1 : number;
      int end = unit;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      long millis = millis(text.substring(unit, end));
      if (number == at || number - at > 12 || millis == 0) {
        return sum;
      }
      BigDecimal count = new BigDecimal(text.substring(at, number));
      Duration piece = Duration.ofMillis(count.multiply(BigDecimal.valueOf(millis)).longValue());
      sum = sum == null ? piece : sum.plus(piece);
      at = end;
    }
    return sum;
  }

  /// Where the number that begins at `from` ends; a full stop belongs to it only before a digit.
  private static int numberEnd(String text, int from) {
    int end = digitsEnd(text, from);
    int fraction = end > from && end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    int fractionEnd = digitsEnd(text, fraction);
    return fractionEnd > fraction ? fractionEnd : end;
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms", "milliseconds" -> 1;
      case "s", "second", "seconds" -> 1_000;
      case "m", "minute", "minutes" -> 60_000;
      case "h", "hour", "hours" -> 3_600_000;
      default -> 0;
    };
  }
}
