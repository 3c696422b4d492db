package dev.bifrost.engine.config;

import java.util.List;

/// A configuration that cannot be used. Holds all faults, each with its path.
public final class ConfigFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  /// Carries these faults.
  public ConfigFault(List<String> faults) {
    super(String.join("\n", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /// All faults, each as `path: what is wrong and what would be right`.
  public List<String> faults() {
    return faults;
  }
}
