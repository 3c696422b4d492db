package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Settings.Thinking.Effort;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What of the wire depends on the model, told from its name. A name that tells no generation (an
/// alias such as `gemini-flash-latest`) counts as one of the newest.
///
/// @param generation the number behind `gemini-`, such as 2.5, or 3 where the name tells none
/// @param name the name in lower case, without a prefix such as `models/`
record ModelTraits(double generation, String name) {
  private static final double NEWEST = 3;

  /// The traits of the model of this name.
  static ModelTraits of(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int at = name.indexOf("gemini-");
    String version = at < 0 ? "" : number(name, at + "gemini-".length());
    boolean open = name.startsWith("gemma");
    return new ModelTraits(
        version.isEmpty() ? (open ? 1 : NEWEST) : Double.parseDouble(version), name);
  }

  /// The digits at this place, with a fraction of one digit or more.
  private static String number(String name, int from) {
    int to = from;
    while (to < name.length() && isDigit(name.charAt(to))) {
      to++;
    }
    if (to > from
        && to + 1 < name.length()
        && name.charAt(to) == '.'
        && isDigit(name.charAt(to + 1))) {
      to++;
      while (to < name.length() && isDigit(name.charAt(to))) {
        to++;
      }
    }
    return to - from > 6 ? "" : name.substring(from, to);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Whether the first function call of a step must carry a signature.
  boolean wantsSignatures() {
    return generation >= 3;
  }

  /// Whether a forced output shape and functions go together, and the provider's own tools and
  /// functions.
  boolean mixesTools() {
    return generation >= 3;
  }

  /// Whether thinking can be set at all.
  boolean thinks() {
    return generation >= 2.5 || name.contains("thinking");
  }

  /// Whether thinking is set by level; else by budget. Both together are refused.
  boolean thinksByLevel() {
    return generation >= 3;
  }

  /// The level for an effort, or null for the model's own default. Every thinking model takes `LOW`
  /// and `HIGH`; `MINIMAL` only some small ones, and the first Gemini 3 Pro no `MEDIUM`
  /// (ai.google.dev/gemini-api/docs/thinking, read 2026-11-24).
  String level(Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL -> takesMinimal() ? "MINIMAL" : "LOW";
      case LOW -> "LOW";
      case MEDIUM -> name.contains("gemini-3-pro") ? "HIGH" : "MEDIUM";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }

  private boolean takesMinimal() {
    return name.contains("gemini-3-flash") || name.contains("gemini-3.1-flash");
  }

  /// The nearest budget that the model takes: 128 to 32768 tokens for Pro, up to 24576 for the
  /// others, 512 at least for Flash-Lite; 0 turns thinking off where that can be done.
  long budget(long tokens) {
    boolean pro = name.contains("pro");
    if (tokens <= 0) {
      return pro ? 128 : 0;
    }
    long least = 1;
    if (pro) {
      least = 128;
    } else if (name.contains("lite")) {
      least = 512;
    }
    return Math.clamp(tokens, least, pro ? 32_768 : 24_576);
  }

  /// The budget under a limit of output tokens, which counts thoughts too: less than the limit, but
  /// not less than the model takes.
  long budget(long tokens, @Nullable Long maxOutputTokens) {
    long wished = budget(tokens);
    if (wished == 0 || maxOutputTokens == null || wished < maxOutputTokens) {
      return wished;
    }
    return Math.min(wished, budget(Math.max(1, maxOutputTokens - 1)));
  }
}
