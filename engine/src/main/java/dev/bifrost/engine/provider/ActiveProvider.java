package dev.bifrost.engine.provider;

import dev.bifrost.engine.config.ProviderConfig;
import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A provider that is configured: what its data file says, and what the operator says. Immutable.
///
/// @param description its formats, paths and habits, under the operator's name for it
/// @param config keys and network
/// @param addresses by base URL: that of the provider, and those of keys that have their own
public record ActiveProvider(
    Provider description, ProviderConfig config, Map<String, Address> addresses) {
  public ActiveProvider {
    addresses = Map.copyOf(addresses);
  }

  /// Joins the two.
  ///
  /// @throws IllegalArgumentException where an address cannot be used
  public static ActiveProvider of(Provider description, ProviderConfig config) {
    Map<String, Address> addresses = new HashMap<>();
    String own = Objects.requireNonNullElse(config.network().baseUrl(), description.base());
    if (!own.isEmpty()) {
      addresses.put("", Address.of(own, config.network()));
    }
    for (KeyConfig key : config.keys()) {
      if (key.baseUrl() != null) {
        addresses.put(key.baseUrl(), Address.of(key.baseUrl(), config.network()));
      }
    }
    return new ActiveProvider(description, config, addresses);
  }

  /// The operator's name for it, the prefix of its models.
  public String name() {
    return config.name();
  }

  /// Where to send with this key; null where nobody said.
  public @Nullable Address address(KeyConfig key) {
    return addresses.get(Objects.requireNonNullElse(key.baseUrl(), ""));
  }

  /// The keys that may be used for this model.
  public List<KeyConfig> keysFor(String model) {
    return config.keys().stream().filter(key -> key.allows(model)).toList();
  }

  /// Whether a key of this provider names the model as one of its own.
  public boolean names(String model) {
    return config.keys().stream()
        .anyMatch(key -> key.models().contains(model) || key.aliases().containsKey(model));
  }
}
