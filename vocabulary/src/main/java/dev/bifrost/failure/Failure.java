package dev.bifrost.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What went wrong for a user, in no dialect. Each client format phrases it its own way, before and
/// during a stream.
///
/// @param kind the class of fault; it decides status and type words in every dialect
/// @param message for the user: what is wrong, where, and what would be right; never a secret, a
///   stack or an inner address
/// @param detail what a provider, or the refusing stage, said beyond the message
public record Failure(Kind kind, String message, Detail detail) {

  /// The classes of fault.
  public enum Kind {
    /// The request is wrong: malformed, wrongly typed, out of range.
    BAD_REQUEST(400),
    /// The conversation does not fit the model's context; agents compact when they read it in their
    /// dialect's own words.
    CONTEXT_EXCEEDED(400),
    /// The gateway or the target cannot do what was asked.
    UNSUPPORTED(400),
    /// No credential, or a wrong one.
    UNAUTHENTICATED(401),
    /// A budget or an account's credit is used up.
    PAYMENT_REQUIRED(402),
    /// The credential may not do this.
    FORBIDDEN(403),
    /// No such model, or nobody serves it.
    MODEL_NOT_FOUND(404),
    /// No such route or object.
    NOT_FOUND(404),
    /// The route exists for another method.
    METHOD_NOT_ALLOWED(405),
    /// The body is larger than the limit.
    TOO_LARGE(413),
    /// Too many requests or tokens in a window.
    RATE_LIMITED(429),
    /// The client left; nobody reads the answer.
    CLIENT_GONE(499),
    /// A fault of the gateway itself; the message holds an incident id only.
    INTERNAL(500),
    /// The provider answered with a fault of its own, or with something unreadable.
    PROVIDER_FAULT(502),
    /// The provider could not be reached, or the connection broke before the answer was complete.
    CONNECTION_BROKEN(502),
    /// The provider has no capacity now.
    OVERLOADED(503),
    /// A limit of time was reached.
    TIMEOUT(504);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /// The HTTP status where no provider gave one.
    public int status() {
      return status;
    }

    /// Whether the same request may succeed later, unchanged.
    public boolean isTransient() {
      return switch (this) {
        case RATE_LIMITED, PROVIDER_FAULT, CONNECTION_BROKEN, OVERLOADED, TIMEOUT, INTERNAL -> true;
        case BAD_REQUEST,
            CONTEXT_EXCEEDED,
            UNSUPPORTED,
            UNAUTHENTICATED,
            PAYMENT_REQUIRED,
            FORBIDDEN,
            MODEL_NOT_FOUND,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            TOO_LARGE,
            CLIENT_GONE ->
            false;
      };
    }
  }

  /// What else is known. All of it is optional.
  ///
  /// @param providerStatus the HTTP status that the provider answered, 0 when the gateway itself
  ///   refuses
  /// @param type the provider's own word for the type of error
  /// @param code the provider's own error code, or a stable code of ours
  /// @param param the place in the request that is wrong, such as `messages[2].content`
  /// @param retryAfter when it makes sense to try again
  public record Detail(
      int providerStatus,
      @Nullable String type,
      @Nullable String code,
      @Nullable String param,
      @Nullable Duration retryAfter) {
    /// Nothing else is known.
    public static final Detail NONE = new Detail(0, null, null, null, null);
  }

  /// A refusal of the gateway's own.
  public static Failure of(Kind kind, String message) {
    return new Failure(kind, message, Detail.NONE);
  }

  /// A refusal of the gateway's own that names the place in the request.
  public static Failure at(String param, Kind kind, String message) {
    return new Failure(kind, message, new Detail(0, null, null, param, null));
  }

  /// A refusal of the gateway's own with a stable code.
  public static Failure coded(String code, Kind kind, String message) {
    return new Failure(kind, message, new Detail(0, null, code, null, null));
  }

  /// The HTTP status to answer: the provider's where it gave one that is an error, else the kind's.
  public int status() {
    return detail.providerStatus() >= 400 ? detail.providerStatus() : kind.status();
  }

  /// Whether the provider said so (and not the gateway).
  public boolean isProviders() {
    return detail.providerStatus() != 0;
  }

  /// When it makes sense to try again, or null when nobody said.
  public @Nullable Duration retryAfter() {
    return detail.retryAfter();
  }
}
