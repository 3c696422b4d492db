package dev.bifrost.formats.anthropic;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.ErrorText;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Anthropic's errors: `{"type":"error","error":{"type","message"}}`, whole and as the stream event
/// `error`.
final class AnthropicErrors {
  /// The status with which Anthropic says that it is overloaded.
  private static final int OVERLOADED_STATUS = 529;

  private AnthropicErrors() {}

  static Reply write(Failure failure) {
    int status = failure.kind() == Kind.OVERLOADED ? OVERLOADED_STATUS : failure.status();
    return new Reply(status, ErrorText.headers(failure), body(failure));
  }

  static Obj body(Failure failure) {
    return Json.obj()
        .put("type", "error")
        .put(
            "error",
            Json.obj().put("type", type(failure.kind())).put("message", message(failure)).build())
        .build();
  }

  /// Claude Code compacts when it reads these words.
  private static String message(Failure failure) {
    String said = failure.message();
    return failure.kind() == Kind.CONTEXT_EXCEEDED && !said.startsWith("prompt is too long")
        ? "prompt is too long: " + said
        : said;
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST, CONTEXT_EXCEEDED, UNSUPPORTED, METHOD_NOT_ALLOWED, CLIENT_GONE ->
          "invalid_request_error";
      case UNAUTHENTICATED -> "authentication_error";
      case PAYMENT_REQUIRED -> "billing_error";
      case FORBIDDEN -> "permission_error";
      case MODEL_NOT_FOUND, NOT_FOUND -> "not_found_error";
      case TOO_LARGE -> "request_too_large";
      case RATE_LIMITED -> "rate_limit_error";
      case OVERLOADED -> "overloaded_error";
      case TIMEOUT -> "timeout_error";
      case INTERNAL, PROVIDER_FAULT, CONNECTION_BROKEN -> "api_error";
    };
  }

  static Failure read(int status, HeaderLookup headers, byte[] body) {
    Obj answer = ErrorText.object(body);
    Obj error = answer == null ? null : answer.obj("error");
    if (error == null) {
      return ErrorText.unreadable(status, headers);
    }
    return failure(status, headers, error);
  }

  /// What an `error` event inside a stream says.
  static Failure inBand(@Nullable Obj error) {
    return failure(0, HeaderLookup.NONE, Objects.requireNonNullElse(error, Obj.empty()));
  }

  private static Failure failure(int status, HeaderLookup headers, Obj error) {
    String type = error.text("type", "api_error");
    String message = error.text("message", "the provider answered with an error");
    Kind kind = kind(status, type, message);
    return new Failure(
        kind,
        message,
        new Failure.Detail(
            status == 0 ? statusOf(kind) : status,
            type,
            null,
            null,
            ErrorText.retryAfter(headers)));
  }

  private static int statusOf(Kind kind) {
    return kind == Kind.OVERLOADED ? OVERLOADED_STATUS : kind.status();
  }

  private static Kind kind(int status, String type, String message) {
    if (ErrorText.saysContextExceeded(status, message)) {
      return Kind.CONTEXT_EXCEEDED;
    }
    return switch (type) {
      case "invalid_request_error" ->
          message.contains("credit balance") ? Kind.PAYMENT_REQUIRED : Kind.BAD_REQUEST;
      case "authentication_error" -> Kind.UNAUTHENTICATED;
      case "billing_error" -> Kind.PAYMENT_REQUIRED;
      case "permission_error" -> Kind.FORBIDDEN;
      case "not_found_error" -> message.startsWith("model") ? Kind.MODEL_NOT_FOUND : Kind.NOT_FOUND;
      case "request_too_large" -> Kind.TOO_LARGE;
      case "rate_limit_error" -> Kind.RATE_LIMITED;
      case "overloaded_error" -> Kind.OVERLOADED;
      case "timeout_error" -> Kind.TIMEOUT;
      default -> status == 0 ? Kind.PROVIDER_FAULT : ErrorText.kind(status, message);
    };
  }
}
