package dev.bifrost.formats.gemini;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Detail;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.HeaderLookup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Understands Google's errors: `{"error":{"code","message","status","details"}}`, the same in an
/// array (streams without `alt=sse`) and as the first event of a stream. Details are google.rpc
/// messages.
final class FailureReader {
  private static final int MAX_MESSAGE = 4_000;

  private FailureReader() {}

  /// An error answer of this status.
  static Failure read(int status, HeaderLookup headers, byte[] body) {
    Obj error = error(body);
    if (error == null) {
      return new Failure(
          StatusWords.kind(status),
          "the provider answered " + status + " with a body that is no error of its API",
          new Detail(status, null, null, null, RetryHint.header(headers)));
    }
    return failure(status, error, RetryHint.header(headers));
  }

  /// An error inside a stream, whose status is in the error itself.
  static Failure inBand(Obj error) {
    int status = (int) error.number("code", 0);
    if (status < 400 || status > 599) {
      status = StatusWords.status(error.text("status", ""));
    }
    return failure(status, error, null);
  }

  private static @Nullable Obj error(byte[] body) {
    int from = 0;
    int to = body.length;
    if (startsWith(body, "data:")) {
      from = 5;
      to = lineEnd(body);
    }
    try {
      Json json = Json.parse(body, from, to);
      if (json instanceof Arr items && !items.isEmpty()) {
        json = items.values().getFirst();
      }
      return json instanceof Obj object ? object.obj("error") : null;
    } catch (JsonFault notJson) {
      return null;
    }
  }

  private static boolean startsWith(byte[] body, String ascii) {
    return body.length >= ascii.length()
        && new String(body, 0, ascii.length(), StandardCharsets.ISO_8859_1).equals(ascii);
  }

  private static int lineEnd(byte[] body) {
    int at = 0;
    while (at < body.length && body[at] != '\n' && body[at] != '\r') {
      at++;
    }
    return at;
  }

  private static Failure failure(int status, Obj error, @Nullable Duration headerHint) {
    String message = error.text("message", "");
    String word = error.text("status");
    ErrorDetails details = ErrorDetails.of(error);
    Duration hint = headerHint == null ? details.retryDelay() : headerHint;
    if (hint == null && status == 429) {
      hint = RetryHint.message(message);
    }
    String shown = message.isEmpty() ? "the provider answered " + status : message;
    return new Failure(
        kind(status, word, message.toLowerCase(Locale.ROOT), details),
        shown.length() > MAX_MESSAGE ? shown.substring(0, MAX_MESSAGE) : shown,
        new Detail(status, word, details.code(), details.field(), hint));
  }

  /// Google gives few statuses; what else an error means stands in its details and words (all
  /// recorded, or in Google's own list of errors).
  private static Kind kind(
      int status, @Nullable String word, String message, ErrorDetails details) {
    String reason = details.reason() == null ? "" : details.reason();
    if (reason.equals("API_KEY_INVALID")
        || message.contains("api key not valid")
        || message.contains("api key expired")) {
      return Kind.UNAUTHENTICATED;
    }
    if (reason.equals("BILLING_DISABLED")
        || message.contains("credits are depleted")
        || message.contains("enable billing")) {
      return Kind.PAYMENT_REQUIRED;
    }
    if (status == 400) {
      return ofBadRequest(word, message);
    }
    boolean modelMissing =
        status == 404
            && (message.contains("model")
                && (message.contains("not found") || message.contains("not supported")));
    return modelMissing ? Kind.MODEL_NOT_FOUND : StatusWords.kind(status);
  }

  private static Kind ofBadRequest(@Nullable String word, String message) {
    boolean tokens = message.contains("token") && message.contains("exceed");
    if (tokens && (message.contains("input") || message.contains("maximum number of tokens"))) {
      return Kind.CONTEXT_EXCEEDED;
    }
    if (message.contains("payload size exceeds")) {
      return Kind.TOO_LARGE;
    }
    return "UNIMPLEMENTED".equals(word) ? Kind.UNSUPPORTED : Kind.BAD_REQUEST;
  }
}
