package dev.bifrost.formats.gemini;

import dev.bifrost.json.Obj;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the `details` of an error say (google.rpc.ErrorInfo, RetryInfo, QuotaFailure, BadRequest).
///
/// @param reason the reason, such as `API_KEY_INVALID`, or null
/// @param quota the id of the first quota that was exceeded, or null
/// @param field the first field of the request that is wrong, or null
/// @param retryDelay when to try again, or null
record ErrorDetails(
    @Nullable String reason,
    @Nullable String quota,
    @Nullable String field,
    @Nullable Duration retryDelay) {

  static ErrorDetails of(Obj error) {
    String reason = null;
    String quota = null;
    String field = null;
    Duration delay = null;
    for (Obj detail : error.list("details").objects()) {
      String type = detail.text("@type", "");
      if (type.endsWith("google.rpc.ErrorInfo")) {
        reason = detail.text("reason");
      } else if (type.endsWith("google.rpc.QuotaFailure")) {
        quota = first(detail, "violations", "quotaId");
      } else if (type.endsWith("google.rpc.BadRequest")) {
        field = first(detail, "fieldViolations", "field");
      } else if (type.endsWith("google.rpc.RetryInfo")) {
        delay = RetryHint.duration(detail.text("retryDelay", ""));
      }
    }
    return new ErrorDetails(reason, quota, field, delay);
  }

  private static @Nullable String first(Obj detail, String list, String member) {
    for (Obj item : detail.list(list).objects()) {
      String text = item.text(member);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// The provider's own code of the error: the reason, else the quota.
  @Nullable String code() {
    return reason == null ? quota : reason;
  }
}
