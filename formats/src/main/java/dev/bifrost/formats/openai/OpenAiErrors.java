package dev.bifrost.formats.openai;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.ErrorText;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// OpenAI's error object, `{"error":{"message","type","param","code"}}` (recorded, read
/// 2026-11-24), both ways. Compatible providers vary it: the error as a text, a `detail` or
/// `message` at the top, the object without its envelope.
public final class OpenAiErrors {
  private OpenAiErrors() {}

  /// Phrases a failure before anything was streamed.
  public static Reply write(Failure failure) {
    // OpenAI's clients know 503 for an overload, not Anthropic's 529.
    return new Reply(
        failure.status() == 529 ? 503 : failure.status(),
        ErrorText.headers(failure),
        Json.obj().put("error", object(failure)).build());
  }

  /// The error object of a failure.
  public static Obj object(Failure failure) {
    Failure.Detail detail = failure.detail();
    String code = code(failure);
    return Json.obj()
        .put("message", message(failure))
        .put("type", Objects.requireNonNullElse(detail.type(), type(failure.kind())))
        .put("param", detail.param() == null ? Null.NULL : Str.of(detail.param()))
        .put("code", code.isEmpty() ? Null.NULL : Str.of(code))
        .build();
  }

  /// The code that agents act on; where they act on none, the provider's own. Codex knows
  /// `context_length_exceeded`, `insufficient_quota`, `rate_limit_exceeded` and
  /// `server_is_overloaded`.
  private static String code(Failure failure) {
    return switch (failure.kind()) {
      case CONTEXT_EXCEEDED, PAYMENT_REQUIRED, RATE_LIMITED, OVERLOADED, MODEL_NOT_FOUND ->
          code(failure.kind());
      case BAD_REQUEST,
          UNSUPPORTED,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          CLIENT_GONE,
          INTERNAL,
          PROVIDER_FAULT,
          CONNECTION_BROKEN,
          TIMEOUT ->
          Objects.requireNonNullElse(failure.detail().code(), code(failure.kind()));
    };
  }

  /// Too long a conversation in words that agents look for.
  private static String message(Failure failure) {
    String message = failure.message();
    return failure.kind() == Kind.CONTEXT_EXCEEDED
            && !message.toLowerCase(Locale.ROOT).contains("context")
        ? "Your input exceeds the context window of this model. " + message
        : message;
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST,
          CONTEXT_EXCEEDED,
          UNSUPPORTED,
          MODEL_NOT_FOUND,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          CLIENT_GONE ->
          "invalid_request_error";
      case UNAUTHENTICATED -> "authentication_error";
      case PAYMENT_REQUIRED -> "insufficient_quota";
      case FORBIDDEN -> "permission_error";
      case RATE_LIMITED -> "rate_limit_error";
      case INTERNAL, PROVIDER_FAULT, CONNECTION_BROKEN, OVERLOADED, TIMEOUT -> "server_error";
    };
  }

  private static String code(Kind kind) {
    return switch (kind) {
      case UNAUTHENTICATED -> "invalid_api_key";
      case PAYMENT_REQUIRED -> "insufficient_quota";
      case MODEL_NOT_FOUND -> "model_not_found";
      case RATE_LIMITED -> "rate_limit_exceeded";
      case UNSUPPORTED -> "unsupported_operation";
      case TIMEOUT -> "request_timed_out";
      case CONNECTION_BROKEN -> "provider_connection_failed";
      case OVERLOADED -> "server_is_overloaded";
      case CONTEXT_EXCEEDED -> "context_length_exceeded";
      case BAD_REQUEST,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          CLIENT_GONE,
          INTERNAL,
          PROVIDER_FAULT ->
          "";
    };
  }

  /// Understands an error answer. Never throws.
  public static Failure read(int status, HeaderLookup headers, byte[] body) {
    Obj answer = ErrorText.object(body);
    if (answer == null) {
      return ErrorText.unreadable(status, headers);
    }
    Json error = answer.get("error");
    if (error instanceof Obj object) {
      return of(status, headers, object, object);
    }
    return of(
        status,
        headers,
        answer,
        error instanceof Str text ? Json.obj().put("message", text).build() : answer);
  }

  /// What an error object inside an answer of status 200 says; it carries its status in `code` or
  /// not at all.
  public static Failure inBand(Obj error) {
    long code = error.number("code", error.number("status_code", 0));
    return of(code >= 400 && code < 600 ? (int) code : 0, HeaderLookup.NONE, error, error);
  }

  private static Failure of(int status, HeaderLookup headers, Obj outer, Obj error) {
    String message = message(error);
    String type = error.text("type");
    String code = code(error);
    Kind kind = kind(status, message, type, code);
    String param = error.text("param", outer.text("param", ""));
    return new Failure(
        kind,
        message,
        new Failure.Detail(
            status == 0 ? kind.status() : status,
            type,
            code,
            param.isEmpty() ? null : param,
            RetryHints.of(headers, message)));
  }

  private static String message(Obj error) {
    for (String name : new String[] {"message", "detail", "error", "msg", "title"}) {
      Json value = error.get(name);
      if (value instanceof Str text && !text.isEmpty()) {
        return text.value();
      }
      if (value instanceof Obj || value instanceof Arr) {
        return value.text();
      }
    }
    return "the provider answered with an error";
  }

  private static @Nullable String code(Obj error) {
    Json code = error.get("code");
    return switch (code) {
      case Str text -> text.value();
      case Num number -> number.lexeme();
      case null, default -> null;
    };
  }

  private static Kind kind(
      int status, String message, @Nullable String type, @Nullable String code) {
    String words =
        (Objects.requireNonNullElse(type, "") + " " + Objects.requireNonNullElse(code, ""))
            .toLowerCase(Locale.ROOT);
    if (words.contains("context_length_exceeded")
        || ErrorText.saysContextExceeded(status, message)) {
      return Kind.CONTEXT_EXCEEDED;
    }
    if (words.contains("insufficient_quota") || words.contains("billing")) {
      return Kind.PAYMENT_REQUIRED;
    }
    if (words.contains("model_not_found")) {
      return Kind.MODEL_NOT_FOUND;
    }
    if (status == 0) {
      if (words.contains("rate_limit")) {
        return Kind.RATE_LIMITED;
      }
      if (words.contains("overloaded") || words.contains("slow_down")) {
        return Kind.OVERLOADED;
      }
      return words.contains("invalid") ? Kind.BAD_REQUEST : Kind.PROVIDER_FAULT;
    }
    return ErrorText.kind(status, message);
  }
}
