package dev.bifrost.json;

/// What is wrong with a text that should be JSON, and at which byte (0-based, from the start of the
/// text). The message quotes nothing of the text, so it is safe to show and to log.
public final class JsonFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int at;

  JsonFault(String message, int at) {
    super(message + " at byte " + at, null, false, false);
    this.at = at;
  }

  /// The 0-based byte at which reading stopped.
  public int at() {
    return at;
  }
}
