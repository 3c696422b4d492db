package dev.bifrost.formats.gemini;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.Reply.Header;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Phrases failures as Google does. Gemini CLI reads `RetryInfo`, SDKs the status and the message.
final class FailureWriter {
  private static final String TYPE = "type.googleapis.com/google.rpc.";

  private FailureWriter() {}

  /// An answer before anything was streamed.
  static Reply reply(Failure failure) {
    List<Header> headers = new ArrayList<>();
    Duration wait = failure.retryAfter();
    if (wait != null) {
      headers.add(new Header("retry-after", Long.toString(Math.max(1, wholeSeconds(wait)))));
    }
    if (!failure.isProviders() && !failure.kind().isTransient()) {
      headers.add(new Header("x-should-retry", "false"));
    }
    return new Reply(StatusWords.status(failure), headers, body(failure));
  }

  private static long wholeSeconds(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }

  /// The body, which is also the chunk that ends a broken stream.
  static Obj body(Failure failure) {
    ObjBuilder error =
        Json.obj()
            .put("code", StatusWords.status(failure))
            .put("message", message(failure))
            .put("status", StatusWords.word(failure.kind()));
    List<Json> details = details(failure);
    if (!details.isEmpty()) {
      error.put("details", Json.of(details));
    }
    return Json.obj().put("error", error.build()).build();
  }

  /// Too long a conversation in Google's own words, which clients look for.
  private static String message(Failure failure) {
    String message = failure.message();
    boolean itsWords = message.toLowerCase(Locale.ROOT).contains("input token count");
    return failure.kind() == Kind.CONTEXT_EXCEEDED && !itsWords
        ? "The input token count exceeds the maximum number of tokens allowed. " + message
        : message;
  }

  private static List<Json> details(Failure failure) {
    List<Json> details = new ArrayList<>();
    Failure.Detail detail = failure.detail();
    if (failure.kind() == Kind.UNAUTHENTICATED) {
      details.add(reason("API_KEY_INVALID"));
    } else if (isReason(detail.code())) {
      details.add(reason(detail.code()));
    }
    if (detail.param() != null) {
      Obj violation =
          Json.obj().put("field", detail.param()).put("description", failure.message()).build();
      details.add(
          Json.obj()
              .put("@type", TYPE + "BadRequest")
              .put("fieldViolations", Arr.of(violation))
              .build());
    }
    Duration wait = failure.retryAfter();
    if (wait != null) {
      String seconds = BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros().toPlainString();
      details.add(
          Json.obj().put("@type", TYPE + "RetryInfo").put("retryDelay", seconds + "s").build());
    }
    return details;
  }

  /// Google's reasons are words in capitals (google.rpc.ErrorInfo).
  private static boolean isReason(@Nullable String code) {
    return code != null
        && !code.isEmpty()
        && code.chars().allMatch(c -> c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  private static Obj reason(@Nullable String word) {
    return Json.obj()
        .put("@type", TYPE + "ErrorInfo")
        .putIfPresent("reason", word)
        .put("domain", "googleapis.com")
        .build();
  }
}
