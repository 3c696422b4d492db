package dev.bifrost.server;

import dev.bifrost.engine.config.ClientConfig;
import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.config.NetworkConfig;
import dev.bifrost.engine.config.ProviderConfig;
import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.config.Secret;
import dev.bifrost.simulator.Simulator;
import dev.bifrost.simulator.SimulatorSettings;
import dev.bifrost.transport.Loops;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The simulator as an upstream, on a loopback port of its own: three providers that need no key
/// and no internet.
final class Demo implements AutoCloseable {
  private final @Nullable Simulator simulator;

  private Demo(@Nullable Simulator simulator) {
    this.simulator = simulator;
  }

  /// Starts the simulator where it is wanted.
  static Demo start(Loops loops, boolean wanted, SimulatorSettings settings) throws IOException {
    return new Demo(wanted ? Simulator.start(loops, settings) : null);
  }

  /// A configuration whose providers are the simulator.
  Config config() {
    SequencedMap<String, ProviderConfig> providers = new LinkedHashMap<>();
    if (simulator != null) {
      String base = "http://127.0.0.1:" + simulator.port();
      for (String name : List.of("openai", "anthropic", "gemini")) {
        NetworkConfig network =
            NetworkConfig.DEFAULT.at(name.equals("gemini") ? base + "/v1beta" : base);
        KeyConfig key = KeyConfig.plain("demo", new Secret("demo-key"));
        providers.put(name, new ProviderConfig(name, List.of(key), network, null, false, null));
      }
    }
    return new Config(ClientConfig.DEFAULT, providers, List.of());
  }

  @Override
  public void close() {
    if (simulator != null) {
      simulator.close();
    }
  }
}
