package dev.bifrost.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one request loses on its way into this format, each thing once, in order. One thread.
public final class Losses {
  private final Map<String, Loss> losses = new LinkedHashMap<>();

  /// Notes a loss; characters that its name may not have become `_`.
  public void add(String what, String why) {
    StringBuilder name = new StringBuilder(what.length());
    what.chars().forEach(c -> name.append(isAllowed(c) ? (char) c : '_'));
    losses.putIfAbsent(name.toString(), new Loss(name.toString(), why));
  }

  /// All that was noted.
  public List<Loss> all() {
    return List.copyOf(losses.values());
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._-:[]".indexOf(c) >= 0;
  }
}
