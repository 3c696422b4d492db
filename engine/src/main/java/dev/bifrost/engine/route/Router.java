package dev.bifrost.engine.route;

import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.exchange.Call;
import dev.bifrost.engine.exchange.Caller;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.Door;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.wire.WireFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds who answers a model name. Immutable but for the dice.
public final class Router {
  private final SequencedMap<String, ActiveProvider> providers;
  private final ActiveProvider login;
  private final World world;
  private final RandomGenerator dice;

  /// Routes among these providers.
  ///
  /// @param login where callers with a Claude login of their own are served
  public Router(
      SequencedMap<String, ActiveProvider> providers,
      ActiveProvider login,
      World world,
      RandomGenerator dice) {
    this.providers = providers;
    this.login = login;
    this.world = world;
    this.dice = dice;
  }

  /// What there is beyond the configuration.
  ///
  /// @param providers the names of all providers there could be; a prefix that is one of them asks
  ///   for that provider and for no other
  /// @param formats finds a format by its name, null where it is unknown
  public record World(
      Set<String> providers, Function<String, @Nullable WireFormat> formats, Catalogue catalogue) {}

  /// A model name that was taken apart.
  ///
  /// @param provider who serves it
  /// @param model the rest of the name, without the prefix
  public record Resolved(ActiveProvider provider, String model) {}

  /// Who answers a call, speaking the client's own format where it can. A caller with a Claude
  /// login goes to Anthropic with it, but for models of another provider.
  ///
  /// @throws Failed `BAD_REQUEST` or `MODEL_NOT_FOUND` where nobody serves the name, `UNSUPPORTED`
  ///   where the provider speaks no format that could carry it
  public Target target(Caller caller, Call call) {
    ClientRequest.Route route = call.request().route();
    Resolved resolved = resolve(caller, route.door(), call.head().model());
    KeyConfig key = key(resolved);
    String served = key.aliases().getOrDefault(resolved.model(), resolved.model());
    return new Target(
        resolved.provider(), key, served, format(resolved.provider(), route.format()));
  }

  private Resolved resolve(Caller caller, Door door, String model) {
    return switch (caller) {
      case Caller.Anyone _ -> resolve(door, model);
      case Caller.ClaudeLogin _ -> {
        int slash = model.indexOf('/');
        String prefix = slash > 0 ? model.substring(0, slash) : login.name();
        boolean elsewhere = !prefix.equals(login.name()) && providers.containsKey(prefix);
        yield elsewhere
            ? resolve(door, model)
            : new Resolved(
                login, model.substring(prefix.equals(login.name()) && slash > 0 ? slash + 1 : 0));
      }
    };
  }

  /// Takes a model name apart: a prefix that names a provider, the door's default provider, or the
  /// one provider that knows the bare name.
  ///
  /// @throws Failed `BAD_REQUEST` or `MODEL_NOT_FOUND` where nobody serves it
  public Resolved resolve(Door door, String model) {
    int slash = model.indexOf('/');
    ActiveProvider prefixed = slash > 0 ? providers.get(model.substring(0, slash)) : null;
    if (prefixed != null) {
      return named(prefixed, model.substring(slash + 1));
    }
    boolean elsewhere = slash > 0 && world.providers().contains(model.substring(0, slash));
    ActiveProvider usual =
        elsewhere || door.defaultProvider() == null ? null : providers.get(door.defaultProvider());
    List<ActiveProvider> knowing =
        providers.values().stream().filter(p -> knows(p, model)).toList();
    if (usual != null && (knowing.isEmpty() || knowing.contains(usual) || knowing.size() > 1)) {
      return named(usual, model);
    }
    if (knowing.size() == 1) {
      return new Resolved(knowing.get(0), model);
    }
    throw unresolved(model, slash, knowing);
  }

  private static Resolved named(ActiveProvider provider, String model) {
    if (model.isEmpty()) {
      throw Failed.at("model", Failure.Kind.BAD_REQUEST, "model is required");
    }
    return new Resolved(provider, model);
  }

  private boolean knows(ActiveProvider provider, String model) {
    return provider.names(model)
        || world.catalogue().model(provider.description().name(), model) != null;
  }

  private Failed unresolved(String model, int slash, List<ActiveProvider> knowing) {
    if (providers.isEmpty()) {
      return Failed.at(
          "model",
          Failure.Kind.MODEL_NOT_FOUND,
          "no provider is configured, so nobody serves " + model);
    }
    if (knowing.size() > 1) {
      return Failed.at(
          "model",
          Failure.Kind.BAD_REQUEST,
          "model should be in provider/model format: several providers know "
              + model
              + ", such as "
              + knowing.get(0).name()
              + "/"
              + model);
    }
    String hint =
        slash > 0
            ? "no provider named " + model.substring(0, slash) + " is configured"
            : "model should be in provider/model format";
    return Failed.at(
        "model",
        slash > 0 ? Failure.Kind.MODEL_NOT_FOUND : Failure.Kind.BAD_REQUEST,
        hint + "; configured are " + String.join(", ", providers.keySet()));
  }

  private KeyConfig key(Resolved resolved) {
    ActiveProvider provider = resolved.provider();
    List<KeyConfig> keys = provider.keysFor(resolved.model());
    if (keys.isEmpty()) {
      if (provider.config().keyless() || provider.config().keys().isEmpty()) {
        return KeyConfig.NONE;
      }
      throw Failed.at(
          "model",
          Failure.Kind.MODEL_NOT_FOUND,
          "no key of provider " + provider.name() + " may be used for model " + resolved.model());
    }
    return weighted(keys);
  }

  /// One of the keys by weight; where all weigh nothing, each alike.
  private KeyConfig weighted(List<KeyConfig> keys) {
    double total = keys.stream().mapToDouble(KeyConfig::weight).sum();
    if (keys.size() == 1) {
      return keys.get(0);
    }
    if (total <= 0) {
      return keys.get(dice.nextInt(keys.size()));
    }
    double left = dice.nextDouble() * total;
    for (KeyConfig key : keys) {
      left -= key.weight();
      if (left < 0) {
        return key;
      }
    }
    return keys.get(keys.size() - 1);
  }

  private WireFormat format(ActiveProvider provider, WireFormat client) {
    if (!provider.description().isSpoken()) {
      throw Failed.of(
          Failure.Kind.UNSUPPORTED, "provider " + provider.name() + " is not spoken with yet");
    }
    SequencedMap<String, String> spoken = provider.description().formats();
    if (spoken.containsKey(client.name())) {
      return client;
    }
    for (String name : spoken.keySet()) {
      WireFormat format = world.formats().apply(name);
      if (format != null) {
        return format;
      }
    }
    throw Failed.of(
        Failure.Kind.UNSUPPORTED, "provider " + provider.name() + " serves no chat requests");
  }
}
