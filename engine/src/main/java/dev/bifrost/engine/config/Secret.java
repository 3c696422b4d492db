package dev.bifrost.engine.config;

/// A text that must not be seen. It prints as a mask; only [#reveal] gives the text, for the one
/// header it belongs in.
public final class Secret {
  private final String text;

  /// Hides this text.
  public Secret(String text) {
    this.text = text;
  }

  /// The text itself.
  public String reveal() {
    return text;
  }

  /// Whether there is no text.
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /// The mask of Bifrost's management API: four characters, 24 stars, four characters; short ones
  /// show nothing.
  @Override
  public String toString() {
    return text.length() < 16
        ? "*".repeat(8)
        : text.substring(0, 4) + "*".repeat(24) + text.substring(text.length() - 4);
  }
}
