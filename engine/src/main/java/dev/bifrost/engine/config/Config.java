package dev.bifrost.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// One configuration, as it was said.
///
/// @param client limits and habits towards clients
/// @param providers by name, in the order of the file
/// @param notInUse what the file says that nothing here uses yet, as paths; told once at the start
public record Config(
    ClientConfig client, SequencedMap<String, ProviderConfig> providers, List<String> notInUse) {
  /// Providers of the Go gateway that have no data file here yet.
  private static final Set<String> PLANNED =
      Set.of("azure", "bedrock", "vertex", "cohere", "replicate", "elevenlabs", "runway");

  public Config {
    notInUse = List.copyOf(notInUse);
  }

  /// This configuration, with the providers that the Go gateway has and this one does not have yet
  /// moved to `notInUse`: a file that names them still starts the gateway.
  ///
  /// @param described the providers that data files describe; none of them is moved
  public Config withoutPlanned(Set<String> described) {
    SequencedMap<String, ProviderConfig> usable = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>(notInUse);
    for (ProviderConfig provider : providers.values()) {
      if (PLANNED.contains(provider.base()) && !described.contains(provider.base())) {
        unused.add("providers." + provider.name());
      } else {
        usable.put(provider.name(), provider);
      }
    }
    return new Config(client, usable, unused);
  }

  /// The names of the providers, in order.
  public List<String> providerNames() {
    return new ArrayList<>(providers.keySet());
  }
}
