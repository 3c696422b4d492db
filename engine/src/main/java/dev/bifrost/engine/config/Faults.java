package dev.bifrost.engine.config;

import java.util.ArrayList;
import java.util.List;

/// Collects everything that is wrong with a configuration, each with its path, so that all is told
/// at once.
public final class Faults {
  private final List<String> found = new ArrayList<>();

  /// Notes a fault at a path such as `providers.openai.keys[0].weight`.
  public void add(String path, String message) {
    found.add((path.isEmpty() ? "config.json" : path) + ": " + message);
  }

  /// What was found, in order.
  public List<String> found() {
    return List.copyOf(found);
  }

  /// Goes on only where nothing was found.
  ///
  /// @throws ConfigFault with all that was found
  public void check() {
    if (!found.isEmpty()) {
      throw new ConfigFault(found);
    }
  }
}
