package dev.bifrost.json;

/// `true` or `false`.
public enum Bool implements Json {
  TRUE,
  FALSE;

  /// The truth value itself.
  public boolean value() {
    return this == TRUE;
  }

  @Override
  public void writeTo(Bytes out) {
    out.ascii(this == TRUE ? "true" : "false");
  }
}
