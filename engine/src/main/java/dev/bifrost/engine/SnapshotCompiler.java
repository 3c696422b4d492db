package dev.bifrost.engine;

import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.config.Faults;
import dev.bifrost.engine.config.ProviderConfig;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.engine.provider.Provider;
import dev.bifrost.engine.route.Router;
import dev.bifrost.wire.WireFormat;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Compiles a configuration into a snapshot. Everything it needs is given once; it keeps no state.
///
/// @param shipped the providers that data files describe
/// @param formats finds a wire format by its name
/// @param catalogue what is known of models
/// @param dice chooses among keys
public record SnapshotCompiler(
    SequencedMap<String, Provider> shipped,
    Function<String, @Nullable WireFormat> formats,
    Catalogue catalogue,
    RandomGenerator dice) {

  /// Compiles.
  ///
  /// @throws dev.bifrost.engine.config.ConfigFault with everything that cannot be used
  public Snapshot compile(Config config) {
    Faults faults = new Faults();
    SequencedMap<String, ActiveProvider> providers = new LinkedHashMap<>();
    for (ProviderConfig provider : config.providers().values()) {
      Provider description = describe(provider, faults);
      if (description != null) {
        activate(description, provider, providers, faults);
      }
    }
    faults.check();
    Router.World world = new Router.World(shipped.keySet(), formats, catalogue);
    Router router = new Router(providers, login(providers), world, dice);
    return new Snapshot(config, providers, router);
  }

  private void activate(
      Provider description,
      ProviderConfig config,
      SequencedMap<String, ActiveProvider> providers,
      Faults faults) {
    try {
      ActiveProvider active = ActiveProvider.of(description, config);
      if (active.addresses().isEmpty() && description.isSpoken()) {
        faults.add(
            "providers." + config.name() + ".network_config.base_url",
            "must be given: the provider has no address of its own");
      }
      providers.put(config.name(), active);
    } catch (IllegalArgumentException unusable) {
      faults.add("providers." + config.name() + ".network_config", unusable.getMessage());
    }
  }

  private @Nullable Provider describe(ProviderConfig config, Faults faults) {
    String base = config.base();
    Provider known = shipped.get(base);
    if (known == null) {
      faults.add(
          "providers."
              + config.name()
              + (config.baseType() == null ? "" : ".custom_provider_config.base_provider_type"),
          "no provider named "
              + base
              + " is built in; a custom one names a built-in one in "
              + "custom_provider_config.base_provider_type: "
              + String.join(", ", shipped.keySet()));
      return null;
    }
    return config.baseType() == null
        ? known
        : known.named(config.name()).speaking(allowed(known, config));
  }

  /// The formats that a custom provider may be asked in, by its `allowed_requests`.
  private static SequencedMap<String, String> allowed(Provider base, ProviderConfig config) {
    Set<String> allowed = config.allowedRequests();
    if (allowed == null) {
      return base.formats();
    }
    boolean chat =
        allowed.contains("chat_completion") || allowed.contains("chat_completion_stream");
    boolean responses = allowed.contains("responses") || allowed.contains("responses_stream");
    SequencedMap<String, String> formats = new LinkedHashMap<>(base.formats());
    formats
        .keySet()
        .removeIf(format ->
            switch (format) {
              case "openai.chat" -> !chat;
              case "openai.responses" -> !responses;
              default -> !chat && !responses;
            });
    return formats;
  }

  /// Where callers with a Claude login of their own are served: Anthropic, configured or not.
  private ActiveProvider login(SequencedMap<String, ActiveProvider> providers) {
    ActiveProvider configured = providers.get("anthropic");
    if (configured != null) {
      return configured;
    }
    Provider anthropic = Objects.requireNonNull(shipped.get("anthropic"), "anthropic is shipped");
    return ActiveProvider.of(anthropic, ProviderConfig.unconfigured("anthropic"));
  }
}
