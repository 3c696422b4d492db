package dev.bifrost.engine.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the operator says of one provider (`providers.<name>`).
///
/// @param name the key in `providers`, the prefix of its models
/// @param keys the credentials to choose among
/// @param network how to reach it
/// @param baseType the built-in provider whose formats a custom one speaks
///   (`custom_provider_config.base_provider_type`), or null
/// @param keyless whether it wants no credential (`custom_provider_config.is_key_less`)
/// @param allowedRequests the operations that a custom provider may serve (`allowed_requests`);
///   null allows all
public record ProviderConfig(
    String name,
    List<KeyConfig> keys,
    NetworkConfig network,
    @Nullable String baseType,
    boolean keyless,
    @Nullable Set<String> allowedRequests) {
  /// The provider whose data file describes this one: its own name, or that of its base.
  public String base() {
    return baseType == null ? name : baseType;
  }

  public ProviderConfig {
    keys = List.copyOf(keys);
  }

  /// A provider of which nothing is said but its name.
  public static ProviderConfig unconfigured(String name) {
    return new ProviderConfig(name, List.of(), NetworkConfig.DEFAULT, null, false, null);
  }

  /// A provider of which only its keys are said.
  public static ProviderConfig withKeys(String name, List<KeyConfig> keys) {
    return new ProviderConfig(name, keys, NetworkConfig.DEFAULT, null, false, null);
  }

  /// Whether the operator lets it serve this operation, such as `list_models`.
  public boolean allows(String operation) {
    return allowedRequests == null || allowedRequests.contains(operation);
  }

  /// One credential.
  ///
  /// @param id its id, or an empty text
  /// @param name its name, for records and pins
  /// @param value the credential itself
  /// @param models the models it may be used for; empty allows all
  /// @param blockedModels the models it may not be used for
  /// @param weight its share among the provider's keys
  /// @param enabled whether it is used at all
  /// @param aliases model names and what the provider calls them
  /// @param baseUrl an address of its own (`vllm_key_config.url` and the like), or null
  public record KeyConfig(
      String id,
      String name,
      Secret value,
      List<String> models,
      List<String> blockedModels,
      double weight,
      boolean enabled,
      Map<String, String> aliases,
      @Nullable String baseUrl) {
    public KeyConfig {
      models = List.copyOf(models);
      blockedModels = List.copyOf(blockedModels);
    }

    /// No credential at all, for providers that want none.
    public static final KeyConfig NONE = plain("", new Secret(""));

    /// A key that may be used for everything.
    public static KeyConfig plain(String name, Secret value) {
      return new KeyConfig("", name, value, List.of(), List.of(), 1, true, Map.of(), null);
    }

    /// Whether the key may be used for this model.
    public boolean allows(String model) {
      return enabled
          && !blockedModels.contains(model)
          && (models.isEmpty() || models.contains("*") || models.contains(model));
    }
  }
}
