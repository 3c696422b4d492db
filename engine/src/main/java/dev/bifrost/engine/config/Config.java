package dev.bifrost.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// One configuration, as it was said.
///
/// @param client limits and habits towards clients
/// @param providers by name, in the order of the file
/// @param notInUse what the file says that nothing here uses yet, as paths; told once at the start
public record Config(
    ClientConfig client, SequencedMap<String, ProviderConfig> providers, List<String> notInUse) {
  public Config {
    notInUse = List.copyOf(notInUse);
  }

  /// The names of the providers, in order.
  public List<String> providerNames() {
    return new ArrayList<>(providers.keySet());
  }
}
