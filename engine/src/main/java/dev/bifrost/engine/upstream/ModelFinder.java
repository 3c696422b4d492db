package dev.bifrost.engine.upstream;

import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.provider.Address;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.HttpClient;
import dev.bifrost.transport.Request;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import dev.bifrost.wire.ErrorText;
import dev.bifrost.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks the providers what models they have, all at once, within the time in which agents give up
/// (3 s). Where a provider cannot say, the shipped catalogue does. Safe for many threads.
public final class ModelFinder {
  private static final Duration PATIENCE = Duration.ofMillis(2500);
  private static final int MAX_BYTES = 16 << 20;

  private final HttpClient http;
  private final Catalogue catalogue;
  private final Function<String, @Nullable WireFormat> formats;

  /// Asks by this client.
  ///
  /// @param formats finds a format by its name, null where it is unknown
  public ModelFinder(
      HttpClient http, Catalogue catalogue, Function<String, @Nullable WireFormat> formats) {
    this.http = http;
    this.catalogue = catalogue;
    this.formats = formats;
  }

  /// A model of a configured provider.
  ///
  /// @param said what the provider itself says of it, or an empty object where only the catalogue
  ///   knows it
  /// @param known what the catalogue knows of it, or null
  public record Found(
      String provider, String id, String name, Obj said, Catalogue.@Nullable Model known) {

    /// Prompt and answer together, 0 where unknown.
    public long contextTokens() {
      long otherwise = known == null ? 0 : known.contextTokens();
      return said.number("inputTokenLimit", said.number("context_length", otherwise));
    }

    /// The longest answer, 0 where unknown.
    public long outputTokens() {
      return said.number("outputTokenLimit", known == null ? 0 : known.outputTokens());
    }
  }

  /// What one provider answered.
  ///
  /// @param failure why the provider could not say, or null
  public record Listing(
      ActiveProvider provider, KeyConfig key, List<Found> models, @Nullable Failure failure) {
    public Listing {
      models = List.copyOf(models);
    }
  }

  /// Asks all of these providers. The order of the answer is that of the providers.
  public List<Listing> list(Collection<ActiveProvider> providers) {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Listing>> asked = new ArrayList<>();
      for (ActiveProvider provider : providers) {
        asked.add(each.submit(() -> list(provider)));
      }
      List<Listing> all = new ArrayList<>();
      for (Future<Listing> listing : asked) {
        all.add(listing.get());
      }
      return all;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private Listing list(ActiveProvider provider) {
    KeyConfig key =
        provider.config().keys().isEmpty() ? KeyConfig.NONE : provider.config().keys().get(0);
    String path = provider.description().paths().models();
    Address address = provider.address(key);
    if (path == null || address == null) {
      return new Listing(provider, key, known(provider, key), null);
    }
    if (!provider.config().allows("list_models")) {
      return new Listing(provider, key, named(provider, key), forbidden(provider));
    }
    Headers headers =
        Outgoing.plainHeaders(provider, key).add("accept", "application/json").build();
    Request request =
        new Request(
            "GET",
            address.origin(),
            address.prefix() + path,
            headers,
            List.of(),
            new Request.Limits(PATIENCE, PATIENCE));
    try (Response response = http.send(request)) {
      byte[] body = response.readAll(MAX_BYTES, PATIENCE);
      if (response.status() != 200) {
        return new Listing(provider, key, known(provider, key), told(provider, response, body));
      }
      if (Json.parse(body) instanceof Obj said) {
        return new Listing(provider, key, found(provider, key, said), null);
      }
    } catch (UpstreamFault fault) {
      Failure failure = Faults.failure(fault, provider.name());
      return new Listing(provider, key, known(provider, key), failure);
    } catch (JsonFault unreadable) {
      // Told below, as for any other answer that is no list.
    }
    Failure noList =
        Failure.of(
            Failure.Kind.PROVIDER_FAULT,
            "provider " + provider.name() + " answered with something that is no list of models");
    return new Listing(provider, key, known(provider, key), noList);
  }

  private static Failure forbidden(ActiveProvider provider) {
    return Failure.coded(
        "unsupported_operation",
        Failure.Kind.UNSUPPORTED,
        "list_models is not supported by " + provider.name() + " provider");
  }

  private Failure told(ActiveProvider provider, Response response, byte[] body) {
    for (String name : provider.description().formats().keySet()) {
      WireFormat format = formats.apply(name);
      if (format != null) {
        return format.readFailure(response.status(), response.headers()::first, body);
      }
    }
    return ErrorText.unreadable(response.status(), response.headers()::first);
  }

  /// OpenAI's and Anthropic's lists are called `data`, Gemini's `models`, whose names begin with
  /// `models/`.
  private List<Found> found(ActiveProvider provider, KeyConfig key, Obj said) {
    List<Found> found = new ArrayList<>();
    for (Obj model : (said.has("models") ? said.list("models") : said.list("data")).objects()) {
      String id = model.text("id", model.text("name", ""));
      String bare = id.startsWith("models/") ? id.substring(7) : id;
      if (!bare.isEmpty() && key.allows(bare)) {
        Catalogue.Model known = catalogue.model(provider.name(), bare);
        String name = model.text("display_name", model.text("displayName", bare));
        found.add(
            new Found(
                provider.name(),
                bare,
                known == null || !name.equals(bare) ? name : known.name(),
                model,
                known));
      }
    }
    found.sort(Comparator.comparing(Found::id));
    return found;
  }

  private List<Found> known(ActiveProvider provider, KeyConfig key) {
    List<Found> found = new ArrayList<>();
    for (Catalogue.Model model : catalogue.models(provider.name())) {
      if (key.allows(model.id())) {
        found.add(new Found(provider.name(), model.id(), model.name(), Obj.empty(), model));
      }
    }
    for (Found named : named(provider, key)) {
      if (found.stream().noneMatch(model -> model.id().equals(named.id()))) {
        found.add(named);
      }
    }
    return found;
  }

  /// The models that the key itself names.
  private List<Found> named(ActiveProvider provider, KeyConfig key) {
    return key.models().stream()
        .filter(name -> !name.equals("*"))
        .map(name ->
            new Found(
                provider.name(), name, name, Obj.empty(), catalogue.model(provider.name(), name)))
        .toList();
  }
}
