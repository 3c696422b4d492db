package dev.bifrost.server;

import dev.bifrost.engine.config.ClientConfig;
import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.config.ConfigReader;
import dev.bifrost.engine.config.Environment;
import dev.bifrost.engine.config.ProviderConfig;
import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.config.Secret;
import dev.bifrost.engine.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the configuration comes from: `config.json` in the app directory, else keys in the
/// environment, else nothing.
///
/// @param file `config.json`, which need not be there
record ConfigSource(Path file, Environment environment, Collection<Provider> shipped) {

  /// Whether there is a file.
  boolean hasFile() {
    return Files.isRegularFile(file);
  }

  /// Reads the configuration. Providers that are not built yet are set aside.
  ///
  /// @throws dev.bifrost.engine.config.ConfigFault with everything that is wrong with the file
  /// @throws IOException when the file cannot be read
  Config load() throws IOException {
    if (!hasFile()) {
      return new Config(ClientConfig.DEFAULT, fromEnvironment(), List.of());
    }
    Set<String> described = shipped.stream().map(Provider::name).collect(Collectors.toSet());
    return ConfigReader.read(Files.readAllBytes(file), environment).withoutPlanned(described);
  }

  /// One key per provider whose variable is set, named as Bifrost names it.
  private SequencedMap<String, ProviderConfig> fromEnvironment() {
    SequencedMap<String, ProviderConfig> providers = new LinkedHashMap<>();
    for (Provider provider : shipped) {
      for (String variable : provider.environment()) {
        String value = environment.get(variable);
        if (value != null && !value.isBlank()) {
          KeyConfig key = KeyConfig.plain(variable + "_auto_detected", new Secret(value.strip()));
          providers.put(provider.name(), ProviderConfig.withKeys(provider.name(), List.of(key)));
          break;
        }
      }
    }
    return providers;
  }
}
