package dev.bifrost.wire;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the error answers of all formats have in common.
public final class ErrorText {
  private ErrorText() {}

  /// The headers beside a failure: when to try again, and whether trying again makes sense at all
  /// (agents obey `x-should-retry`).
  public static List<Reply.Header> headers(Failure failure) {
    List<Reply.Header> headers = new ArrayList<>();
    Duration after = failure.retryAfter();
    if (after != null) {
      long seconds = Math.max(1, after.plusMillis(999).toSeconds());
      headers.add(new Reply.Header("retry-after", Long.toString(seconds)));
    }
    if (!failure.isProviders() && !failure.kind().isTransient()) {
      headers.add(new Reply.Header("x-should-retry", "false"));
    }
    return headers;
  }

  /// The body as an object; the first one where it is a list of them; null where it is neither.
  public static @Nullable Obj object(byte[] body) {
    try {
      return switch (Json.parse(body)) {
        case Obj object -> object;
        case Arr list when !list.objects().isEmpty() -> list.objects().get(0);
        default -> null;
      };
    } catch (JsonFault notJson) {
      return null;
    }
  }

  /// The failure for a body that is not of the format, such as a proxy's page: what the status
  /// tells, and nothing of the body.
  public static Failure unreadable(int status, HeaderLookup headers) {
    String type = headers.first("content-type");
    boolean page = type != null && type.toLowerCase(Locale.ROOT).contains("html");
    String message =
        (page
                ? "HTML response received from provider"
                : "the provider answered with something unreadable")
            + " (status "
            + status
            + ")";
    return new Failure(
        kind(status, ""),
        message,
        new Failure.Detail(status, null, null, null, retryAfter(headers)));
  }

  /// The class of fault that a status stands for.
  public static Kind kind(int status, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return switch (status) {
      case 401 -> Kind.UNAUTHENTICATED;
      case 402 -> Kind.PAYMENT_REQUIRED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> lower.contains("model") ? Kind.MODEL_NOT_FOUND : Kind.NOT_FOUND;
      case 405 -> Kind.METHOD_NOT_ALLOWED;
      case 408, 504 -> Kind.TIMEOUT;
      case 413 -> Kind.TOO_LARGE;
      case 429 -> Kind.RATE_LIMITED;
      case 503, 529 -> Kind.OVERLOADED;
      default -> status >= 500 ? Kind.PROVIDER_FAULT : Kind.BAD_REQUEST;
    };
  }

  /// Whether a message says that the conversation does not fit the model, in any provider's words.
  public static boolean saysContextExceeded(int status, String message) {
    if (status != 0 && status != 400 && status != 413 && status != 422) {
      return false;
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("prompt is too long")
        || lower.contains("maximum context length")
        || lower.contains("context_length_exceeded")
        || lower.contains("context window")
        || lower.contains("exceeds the maximum number of tokens")
        || (lower.contains("input token count") && lower.contains("exceeds"));
  }

  /// When to try again, from `retry-after-ms`, `retry-after` in seconds or as a date against the
  /// answer's own `date`, or OpenAI's reset headers; null where nobody says.
  public static @Nullable Duration retryAfter(HeaderLookup headers) {
    String millis = headers.first("retry-after-ms");
    if (millis != null && isNumber(millis)) {
      return Duration.ofMillis((long) Double.parseDouble(millis));
    }
    String value = headers.first("retry-after");
    if (value == null) {
      return null;
    }
    if (isNumber(value)) {
      return Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
    }
    String now = headers.first("date");
    try {
      ZonedDateTime at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      if (now == null) {
        return null;
      }
      Duration wait =
          Duration.between(ZonedDateTime.parse(now, DateTimeFormatter.RFC_1123_DATE_TIME), at);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException neither) {
      return null;
    }
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > 12) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c != '.' || i == 0 || text.indexOf('.') != i)) {
        return false;
      }
    }
    return true;
  }
}
