package dev.bifrost.transport;

/// A peer sent what is not HTTP, or more than is allowed.
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  /// The status a server answers with.
  private final int status;

  Malformed(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Malformed because(String message) {
    return new Malformed(400, message);
  }

  int status() {
    return status;
  }
}
