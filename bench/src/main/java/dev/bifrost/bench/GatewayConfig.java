package dev.bifrost.bench;

import dev.bifrost.bench.wire.Dialect;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import java.net.InetSocketAddress;

/// Writes the gateway's `config.json`: each provider is the mock, nothing is stored.
final class GatewayConfig {
  private GatewayConfig() {}

  /// The configuration.
  ///
  /// @param upstream the mock
  /// @param changes members that take the place of those written here, or stand beside them
  static Obj write(InetSocketAddress upstream, Obj changes) {
    Obj config =
        Json.obj()
            .put("$schema", "https://www.getbifrost.ai/schema")
            .put("providers", providers("http://127.0.0.1:" + upstream.getPort()))
            .put("config_store", Json.obj().put("enabled", false).build())
            .put("logs_store", Json.obj().put("enabled", false).build())
            .build();
    for (Member change : changes.members()) {
      config = config.with(change.name(), change.value());
    }
    return config;
  }

  private static Obj providers(String mock) {
    ObjBuilder providers = Json.obj();
    for (Dialect dialect : new Dialect[] {Dialect.MESSAGES, Dialect.CHAT, Dialect.GEMINI}) {
      String base = dialect == Dialect.GEMINI ? mock + "/v1beta" : mock;
      providers.put(dialect.provider(), provider(base));
    }
    return providers.build();
  }

  private static Obj provider(String base) {
    Obj key =
        Json.obj()
            .put("name", "bench")
            .put("value", "bench-key")
            .put("models", Arr.of(Json.of("*")))
            .put("weight", 1)
            .build();
    return Json.obj()
        .put("keys", Arr.of(key))
        .put("network_config", Json.obj().put("base_url", base).build())
        .build();
  }
}
