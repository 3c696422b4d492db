package dev.bifrost.failure;

/// Carries a [Failure] through the corridor; caught in one place. It has no stack trace: what
/// happens to a user is no bug.
public final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /// Carries this failure.
  public Failed(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  /// A refusal of the gateway's own.
  public static Failed of(Failure.Kind kind, String message) {
    return new Failed(Failure.of(kind, message));
  }

  /// A refusal of the gateway's own that names the place in the request.
  public static Failed at(String param, Failure.Kind kind, String message) {
    return new Failed(Failure.at(param, kind, message));
  }

  /// What went wrong.
  public Failure failure() {
    return failure;
  }
}
