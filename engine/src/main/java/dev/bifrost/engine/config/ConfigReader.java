package dev.bifrost.engine.config;

import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads Bifrost's `config.json`. Everything wrong is collected; what is known but not built yet is
/// noted, not refused.
public final class ConfigReader {
  private final Environment environment;
  private final Faults faults = new Faults();
  private final List<String> notInUse = new ArrayList<>();

  private ConfigReader(Environment environment) {
    this.environment = environment;
  }

  /// Reads a whole file.
  ///
  /// @throws ConfigFault with everything that is wrong
  public static Config read(byte[] file, Environment environment) {
    ConfigReader reader = new ConfigReader(environment);
    Config config = reader.config(file);
    reader.faults.check();
    return config;
  }

  private Config config(byte[] file) {
    Place root = new Place("", document(file), faults);
    ClientConfig client = root.object("client", this::client);
    SequencedMap<String, ProviderConfig> providers = root.object("providers", this::providers);
    notInUse.addAll(root.unasked());
    return new Config(
        Objects.requireNonNullElse(client, ClientConfig.DEFAULT),
        Objects.requireNonNullElseGet(providers, LinkedHashMap::new),
        notInUse);
  }

  private Obj document(byte[] file) {
    try {
      if (Json.parse(file) instanceof Obj object) {
        return object;
      }
      faults.add("", "must be one JSON object");
    } catch (JsonFault fault) {
      faults.add("", "is not JSON: " + fault.getMessage() + where(file, fault.at()));
    }
    return Obj.empty();
  }

  private static String where(byte[] file, int at) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, file.length); i++) {
      column = file[i] == '\n' ? 1 : column + 1;
      line += file[i] == '\n' ? 1 : 0;
    }
    return " (line " + line + ", column " + column + ")";
  }

  private ClientConfig client(Place place) {
    double megabytes = place.number("max_request_body_size_mb", 100, 1, 2047);
    ClientConfig client =
        new ClientConfig(
            place.texts("allowed_origins", List.of("*")),
            place.texts("allowed_headers", List.of()),
            (int) (megabytes * (1 << 20)));
    notInUse.addAll(place.unasked());
    return client;
  }

  private SequencedMap<String, ProviderConfig> providers(Place place) {
    return place.each(this::provider);
  }

  private ProviderConfig provider(Place place) {
    String name = place.path().substring("providers.".length());
    List<KeyConfig> keys = place.objects("keys", this::key);
    CustomConfig custom = place.object("custom_provider_config", this::custom);
    Secret proxy = place.object("proxy_config", this::proxy);
    NetworkConfig network = place.object("network_config", net -> network(net, proxy));
    place.has("concurrency_and_buffer_size");
    notInUse.addAll(place.unasked());
    return new ProviderConfig(
        name,
        keys,
        network == null ? NetworkConfig.DEFAULT.through(proxy) : network,
        custom == null ? null : custom.baseType(),
        custom != null && custom.keyless(),
        custom == null ? null : custom.allowed());
  }

  private KeyConfig key(Place place) {
    String value = place.text("value", environment);
    SequencedMap<String, String> aliases = place.textMap("aliases");
    String ownUrl = null;
    for (String block : List.of("vllm_key_config", "ollama_key_config", "sgl_key_config")) {
      String url = place.object(block, own -> own.text("url", environment));
      ownUrl = url == null ? ownUrl : baseUrl(place, block + ".url", url);
    }
    place.has("use_for_batch_api");
    KeyConfig key =
        new KeyConfig(
            Objects.requireNonNullElse(place.text("id"), ""),
            Objects.requireNonNullElse(place.text("name"), place.path()),
            new Secret(Objects.requireNonNullElse(value, "")),
            place.texts("models", List.of()),
            place.texts("blacklisted_models", List.of()),
            place.number("weight", 1, 0, 1_000_000),
            place.flag("enabled", true),
            aliases,
            ownUrl);
    notInUse.addAll(place.unasked());
    return key;
  }

  private record CustomConfig(
      @Nullable String baseType, boolean keyless, @Nullable Set<String> allowed) {}

  private CustomConfig custom(Place place) {
    Set<String> allowed = place.object("allowed_requests", ConfigReader::allowed);
    CustomConfig custom =
        new CustomConfig(
            place.text("base_provider_type"), place.flag("is_key_less", false), allowed);
    if (custom.baseType() == null) {
      faults.add(place.path("base_provider_type"), "must name a built-in provider, such as openai");
    }
    notInUse.addAll(place.unasked());
    return custom;
  }

  private static Set<String> allowed(Place place) {
    return place.unasked().stream()
        .map(path -> path.substring(path.lastIndexOf('.') + 1))
        .filter(operation -> place.flag(operation, false))
        .collect(Collectors.toUnmodifiableSet());
  }

  private NetworkConfig network(Place place, @Nullable Secret proxy) {
    String url = place.text("base_url", environment);
    double timeout = place.number("default_request_timeout_in_seconds", 30, 0, 86_400);
    double idle = place.number("stream_idle_timeout_in_seconds", 60, 1, 3600);
    NetworkConfig network =
        new NetworkConfig(
            url == null ? null : baseUrl(place, "base_url", url),
            place.textMap("extra_headers"),
            timeout == 0 ? NetworkConfig.REQUEST_TIMEOUT : seconds(timeout),
            seconds(idle),
            place.flag("insecure_skip_verify", false),
            place.text("ca_cert_pem", environment),
            proxy);
    notInUse.addAll(place.unasked());
    return network;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private String baseUrl(Place place, String name, String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
      }
    } catch (URISyntaxException notAnAddress) {
      // Told below, with the other ways to be wrong.
    }
    faults.add(place.path(name), "must be an http:// or https:// address");
    return url;
  }

  private @Nullable Secret proxy(Place place) {
    String type = Objects.requireNonNullElse(place.text("type"), "none");
    String url = place.text("url", environment);
    String user = place.text("username", environment);
    String password = place.text("password", environment);
    notInUse.addAll(place.unasked());
    return switch (type) {
      case "none" -> null;
      case "http", "socks5" -> {
        if (url == null || url.isEmpty()) {
          faults.add(place.path("url"), "must be the proxy's address");
          yield null;
        }
        String host = url.replaceFirst("^[a-z0-9]+://", "");
        String login =
            user == null ? "" : user + ":" + Objects.requireNonNullElse(password, "") + "@";
        yield new Secret(type + "://" + login + host);
      }
      case "environment" -> {
        String named = environment.get("HTTPS_PROXY");
        yield named == null ? null : new Secret(named);
      }
      default -> {
        faults.add(place.path("type"), "must be none, http, socks5 or environment");
        yield null;
      }
    };
  }
}
