package dev.bifrost.engine.upstream;

import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.provider.Address;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.HttpClient;
import dev.bifrost.transport.Request;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks the providers what models they have, all at once, within the time in which agents give up
/// (3 s). Where a provider cannot say, the shipped catalogue does. Safe for many threads.
public final class ModelFinder {
  private static final Duration PATIENCE = Duration.ofMillis(2500);
  private static final int MAX_BYTES = 16 << 20;

  private final HttpClient http;
  private final Catalogue catalogue;

  /// Asks by this client.
  public ModelFinder(HttpClient http, Catalogue catalogue) {
    this.http = http;
    this.catalogue = catalogue;
  }

  /// A model of a configured provider.
  ///
  /// @param said what the provider itself says of it, or an empty object where only the catalogue
  ///   knows it
  /// @param contextTokens prompt and answer together, 0 where unknown
  /// @param outputTokens the longest answer, 0 where unknown
  public record Found(
      String provider, String id, String name, Obj said, long contextTokens, long outputTokens) {}

  /// What one provider answered.
  ///
  /// @param failure why the provider could not say, or an empty text
  public record Listing(
      ActiveProvider provider, KeyConfig key, List<Found> models, String failure) {
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
      return new Listing(provider, key, known(provider, key), "");
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
      if (response.status() != 200 || !(Json.parse(body) instanceof Obj said)) {
        return new Listing(provider, key, known(provider, key), "status " + response.status());
      }
      return new Listing(provider, key, found(provider, key, said), "");
    } catch (UpstreamFault | JsonFault unheard) {
      return new Listing(provider, key, known(provider, key), "no answer");
    }
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
                model.number(
                    "inputTokenLimit",
                    model.number("context_length", known == null ? 0 : known.contextTokens())),
                model.number("outputTokenLimit", known == null ? 0 : known.outputTokens())));
      }
    }
    found.sort(Comparator.comparing(Found::id));
    return found;
  }

  private List<Found> known(ActiveProvider provider, KeyConfig key) {
    List<Found> found = new ArrayList<>();
    for (Catalogue.Model model : catalogue.models(provider.name())) {
      if (key.allows(model.id())) {
        found.add(
            new Found(
                provider.name(),
                model.id(),
                model.name(),
                Obj.empty(),
                model.contextTokens(),
                model.outputTokens()));
      }
    }
    for (String named : key.models()) {
      if (!named.equals("*") && found.stream().noneMatch(model -> model.id().equals(named))) {
        found.add(new Found(provider.name(), named, named, Obj.empty(), 0, 0));
      }
    }
    return found;
  }
}
