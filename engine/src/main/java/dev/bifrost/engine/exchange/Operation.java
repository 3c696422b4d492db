package dev.bifrost.engine.exchange;

/// What a client asks for.
public enum Operation {
  /// An answer of a model.
  CHAT("chat"),
  /// How many tokens a request has.
  COUNT_TOKENS("count_tokens");

  private final String word;

  Operation(String word) {
    this.word = word;
  }

  /// Its name in records.
  public String word() {
    return word;
  }
}
