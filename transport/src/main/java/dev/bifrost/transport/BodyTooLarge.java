package dev.bifrost.transport;

import java.io.IOException;

/// A body is larger than is allowed.
public final class BodyTooLarge extends IOException {
  private static final long serialVersionUID = 1;

  /// The limit that was passed, in bytes.
  private final int maxBytes;

  BodyTooLarge(int maxBytes) {
    super("the body is larger than " + maxBytes + " bytes");
    this.maxBytes = maxBytes;
  }

  /// The limit that was passed, in bytes.
  public int maxBytes() {
    return maxBytes;
  }
}
