package dev.bifrost.chat;

import dev.bifrost.chat.Settings.Thinking.Effort;

/// How thinking effort and thinking budget translate into one another. Monotone, and a round trip
/// gives the same effort.
public final class Efforts {
  private Efforts() {}

  /// The thinking budget in tokens that stands for an effort.
  public static long budgetTokens(Effort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL -> 1_024;
      case LOW -> 2_048;
      case MEDIUM -> 8_192;
      case HIGH -> 16_384;
      case XHIGH -> 32_768;
      case MAX -> 65_536;
    };
  }

  /// The effort that a thinking budget in tokens stands for: the greatest whose budget it reaches.
  public static Effort effort(long budgetTokens) {
    Effort reached = Effort.NONE;
    for (Effort effort : Effort.values()) {
      if (budgetTokens >= budgetTokens(effort)) {
        reached = effort;
      }
    }
    return budgetTokens > 0 && reached == Effort.NONE ? Effort.MINIMAL : reached;
  }
}
