package dev.bifrost.formats.gemini;

import dev.bifrost.wire.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one request loses on the way, each thing once, in the order in which it was met.
final class Losses {
  private final Map<String, String> reasons = new LinkedHashMap<>();

  /// Notes a loss; what a name may not hold becomes `_`.
  void add(String what, String why) {
    StringBuilder name = new StringBuilder(what.length());
    what.chars().forEach(c -> name.append(isAllowed(c) ? (char) c : '_'));
    reasons.putIfAbsent(name.toString(), why);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._-:[]".indexOf(c) >= 0;
  }

  List<Loss> list() {
    List<Loss> losses = new ArrayList<>(reasons.size());
    reasons.forEach((what, why) -> losses.add(new Loss(what, why)));
    return losses;
  }
}
