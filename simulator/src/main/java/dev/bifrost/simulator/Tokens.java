package dev.bifrost.simulator;

/// A rough count, honest in its growth.
final class Tokens {
  private Tokens() {}

  static long of(byte[] text) {
    return Math.max(1, text.length / 4);
  }
}
