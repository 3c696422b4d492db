package dev.bifrost.formats.gemini;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Kind;

/// Google's canonical error words (google.rpc.Code) and HTTP statuses, both ways.
final class StatusWords {
  private StatusWords() {}

  /// The word for a class of fault.
  static String word(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST, CONTEXT_EXCEEDED, UNSUPPORTED, TOO_LARGE -> "INVALID_ARGUMENT";
      case METHOD_NOT_ALLOWED -> "UNIMPLEMENTED";
      case UNAUTHENTICATED -> "UNAUTHENTICATED";
      case PAYMENT_REQUIRED -> "FAILED_PRECONDITION";
      case FORBIDDEN -> "PERMISSION_DENIED";
      case MODEL_NOT_FOUND, NOT_FOUND -> "NOT_FOUND";
      case RATE_LIMITED -> "RESOURCE_EXHAUSTED";
      case CLIENT_GONE -> "CANCELLED";
      case INTERNAL, PROVIDER_FAULT -> "INTERNAL";
      case CONNECTION_BROKEN, OVERLOADED -> "UNAVAILABLE";
      case TIMEOUT -> "DEADLINE_EXCEEDED";
    };
  }

  /// The HTTP status for a Gemini client: 529 is not known there.
  static int status(Failure failure) {
    int status = failure.status();
    return status == 529 ? 503 : status;
  }

  /// The class of fault that an HTTP status tells, before anything else is known.
  static Kind kind(int status) {
    return switch (status) {
      case 401 -> Kind.UNAUTHENTICATED;
      case 402 -> Kind.PAYMENT_REQUIRED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 405 -> Kind.METHOD_NOT_ALLOWED;
      case 408, 504 -> Kind.TIMEOUT;
      case 413 -> Kind.TOO_LARGE;
      case 429 -> Kind.RATE_LIMITED;
      case 501 -> Kind.UNSUPPORTED;
      case 503, 529 -> Kind.OVERLOADED;
      default -> status >= 400 && status < 499 ? Kind.BAD_REQUEST : Kind.PROVIDER_FAULT;
    };
  }

  /// The HTTP status of an error word, for errors inside a stream that give no number.
  static int status(String word) {
    return switch (word) {
      case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" -> 400;
      case "UNAUTHENTICATED" -> 401;
      case "PERMISSION_DENIED" -> 403;
      case "NOT_FOUND" -> 404;
      case "RESOURCE_EXHAUSTED" -> 429;
      case "CANCELLED" -> 499;
      case "UNIMPLEMENTED" -> 501;
      case "UNAVAILABLE" -> 503;
      case "DEADLINE_EXCEEDED" -> 504;
      default -> 500;
    };
  }
}
