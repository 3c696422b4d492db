package dev.bifrost.server.http;

import static java.math.RoundingMode.HALF_UP;

import dev.bifrost.engine.Gateway;
import dev.bifrost.engine.exchange.Door;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.engine.upstream.ModelFinder;
import dev.bifrost.engine.upstream.ModelFinder.Found;
import dev.bifrost.engine.upstream.ModelFinder.Listing;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.transport.Headers;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the models of all configured providers, in the shape of each dialect.
public final class ModelLists {
  private final Gateway gateway;
  private final ModelFinder finder;

  /// Lists for this gateway.
  public ModelLists(Gateway gateway, ModelFinder finder) {
    this.gateway = gateway;
    this.finder = finder;
  }

  /// The list, or the one model, that was asked for.
  ///
  /// @throws Failed `MODEL_NOT_FOUND` where the one model is not there
  Obj list(Doors.Place.Models asked, Headers headers, @Nullable String query) {
    Query parameters = new Query(query);
    String scope =
        Objects.requireNonNullElse(
            headers.first("x-bf-model-provider"), parameters.text("provider", "all"));
    List<Listing> listings = finder.list(scoped(scope));
    if (listings.size() == 1 && listings.get(0).failure() != null && asked.one() == null) {
      answerable(listings.get(0));
    }
    List<Found> models =
        listings.stream()
            .flatMap(listing -> listing.models().stream())
            .sorted(Comparator.comparing(ModelLists::qualified))
            .toList();
    if (asked.one() != null) {
      return one(asked, models);
    }
    if (asked.door().equals(Door.ANTHROPIC) || wantsAnthropic(headers)) {
      return anthropic(models, parameters);
    }
    if (asked.door().equals(Door.GENAI)) {
      return gemini(models, parameters);
    }
    return asked.door().isNative() ? bifrost(models, listings, parameters) : openai(models);
  }

  /// Goes on where something is known of the one provider that was asked about.
  ///
  /// @throws Failed with the provider's own failure where nothing is
  private static void answerable(Listing only) {
    Failure failure = only.failure();
    if (failure != null && only.models().isEmpty()) {
      throw new Failed(failure);
    }
  }

  private Collection<ActiveProvider> scoped(String scope) {
    Collection<ActiveProvider> all = gateway.snapshot().providers().values();
    if (scope.equals("all") || scope.isEmpty()) {
      return all;
    }
    List<ActiveProvider> named =
        all.stream().filter(provider -> provider.name().equals(scope)).toList();
    if (named.isEmpty()) {
      throw Failed.of(Failure.Kind.BAD_REQUEST, "no provider named " + scope + " is configured");
    }
    return named;
  }

  /// Claude Code's discovery asks with these headers wherever it is pointed at.
  private static boolean wantsAnthropic(Headers headers) {
    return headers.has("anthropic-version");
  }

  private static Obj one(Doors.Place.Models asked, List<Found> models) {
    String wanted = Objects.requireNonNullElse(asked.one(), "");
    Found found =
        models.stream()
            .filter(model -> wanted.equals(model.id()) || wanted.equals(qualified(model)))
            .findFirst()
            .orElseThrow(() ->
                Failed.at(
                    "model", Failure.Kind.MODEL_NOT_FOUND, "there is no model named " + wanted));
    return switch (asked.format().name()) {
      case "anthropic.messages" -> anthropic(found);
      case "gemini.generateContent" -> gemini(found);
      default -> openai(found);
    };
  }

  private static String qualified(Found model) {
    return model.provider() + "/" + model.id();
  }

  private static Obj openai(List<Found> models) {
    return Json.obj()
        .put("object", "list")
        .put("data", Json.of(models.stream().map(ModelLists::openai).toList()))
        .build();
  }

  private static Obj openai(Found model) {
    return Json.obj()
        .put("id", qualified(model))
        .put("object", "model")
        .put("created", model.said().number("created", 0))
        .put("owned_by", model.said().text("owned_by", model.provider()))
        .putIfPresent("context_length", known(model.contextTokens()))
        .putIfPresent("max_output_tokens", known(model.outputTokens()))
        .build();
  }

  private static @Nullable Json known(long tokens) {
    return tokens == 0 ? null : Json.of(tokens);
  }

  private static Obj bifrost(List<Found> sorted, List<Listing> listings, Query parameters) {
    int from = Math.clamp(parameters.number("page_token", 0), 0, sorted.size());
    int size = Math.clamp(parameters.number("page_size", 1000), 1, 1000);
    int to = Math.min(sorted.size(), from + size);
    ObjBuilder list =
        Json.obj()
            .put(
                "data",
                Json.of(sorted.subList(from, to).stream().map(ModelLists::bifrost).toList()))
            .put("extra_fields", extraFields(listings))
            .putIfPresent("next_page_token", to < sorted.size() ? Integer.toString(to) : null)
            .put("key_statuses", Json.of(listings.stream().map(ModelLists::status).toList()));
    return list.build();
  }

  private static Obj extraFields(List<Listing> listings) {
    return Json.obj()
        .put("request_type", "list_models")
        .putIfPresent("provider", listings.size() == 1 ? listings.get(0).provider().name() : null)
        .put("latency", 0)
        .put("chunk_index", 0)
        .build();
  }

  private static Obj status(Listing listing) {
    Failure failure = listing.failure();
    return Json.obj()
        .put("key_id", listing.key().id())
        .put("status", failure == null ? "success" : "list_models_failed")
        .put("provider", listing.provider().name())
        .putIfPresent("error", failure == null ? null : error(failure))
        .build();
  }

  private static Obj error(Failure failure) {
    return Json.obj()
        .put("is_bifrost_error", false)
        .put("status_code", failure.status())
        .put("error", OpenAiErrors.object(failure))
        .build();
  }

  private static Obj bifrost(Found model) {
    return Json.obj()
        .put("id", qualified(model))
        .put("object", "model")
        .put("name", model.name())
        .put("created", model.said().number("created", 0))
        .put("owned_by", model.said().text("owned_by", model.provider()))
        .putIfPresent("context_length", known(model.contextTokens()))
        .putIfPresent("max_input_tokens", model.said().get("inputTokenLimit"))
        .putIfPresent("max_output_tokens", known(model.outputTokens()))
        .putIfPresent("pricing", pricing(model))
        .putIfPresent("description", model.said().text("description"))
        .putIfPresent("supported_methods", methods(model.said()))
        .build();
  }

  /// What the model can do, in the words of Gemini (`generateContent`) or of Cohere (`chat`).
  private static @Nullable Json methods(Obj said) {
    Json gemini = said.get("supportedGenerationMethods");
    return gemini == null ? said.get("endpoints") : gemini;
  }

  /// US dollars per token, as texts; the catalogue tells them per million.
  private static @Nullable Obj pricing(Found model) {
    Catalogue.Model known = model.known();
    Num input = known == null ? null : known.price("input");
    Num output = known == null ? null : known.price("output");
    return input == null || output == null
        ? null
        : Json.obj().put("prompt", perToken(input)).put("completion", perToken(output)).build();
  }

  private static String perToken(Num perMillion) {
    return new BigDecimal(perMillion.lexeme())
        .movePointLeft(6)
        .setScale(10, HALF_UP)
        .toPlainString();
  }

  /// Anthropic's list. Claude Code shows only ids with `claude` or `anthropic` in them; a Claude
  /// model's id has no prefix, all others have theirs, so that every id can be sent back as it is.
  private static Obj anthropic(List<Found> models, Query parameters) {
    String after = parameters.text("after_id", "");
    Set<Obj> data = new LinkedHashSet<>();
    models.forEach(model -> data.add(anthropic(model)));
    List<Obj> left =
        after.isEmpty()
            ? List.copyOf(data)
            : data.stream().dropWhile(model -> !model.is("id", after)).skip(1).toList();
    int limit = Math.max(1, parameters.number("limit", Integer.MAX_VALUE));
    List<Obj> all = left.subList(0, Math.min(left.size(), limit));
    return Json.obj()
        .put("data", Json.of(all))
        .put("has_more", all.size() < left.size())
        .put("first_id", all.isEmpty() ? Null.NULL : edge(all.get(0)))
        .put("last_id", all.isEmpty() ? Null.NULL : edge(all.get(all.size() - 1)))
        .build();
  }

  private static Json edge(Obj model) {
    return Json.of(model.text("id", ""));
  }

  private static Obj anthropic(Found model) {
    return Json.obj()
        .put("type", "model")
        .put("id", model.provider().equals("anthropic") ? model.id() : qualified(model))
        .put("display_name", model.name())
        .put("created_at", model.said().text("created_at", "1970-01-01T00:00:00Z"))
        .putIfPresent("max_input_tokens", known(model.contextTokens()))
        .putIfPresent("max_tokens", known(model.outputTokens()))
        .build();
  }

  /// Gemini's list, page by page; a page's token is the place where it begins.
  private static Obj gemini(List<Found> models, Query parameters) {
    int from = Math.clamp(parameters.number("pageToken", 0), 0, models.size());
    int size = Math.clamp(parameters.number("pageSize", 1000), 1, 1000);
    int to = Math.min(models.size(), from + size);
    return Json.obj()
        .put("models", Json.of(models.subList(from, to).stream().map(ModelLists::gemini).toList()))
        .putIfPresent("nextPageToken", to < models.size() ? Integer.toString(to) : null)
        .build();
  }

  private static Obj gemini(Found model) {
    String id = model.provider().equals("gemini") ? model.id() : qualified(model);
    return Json.obj()
        .put("name", "models/" + id)
        .put("displayName", model.name())
        .putIfPresent("inputTokenLimit", known(model.contextTokens()))
        .putIfPresent("outputTokenLimit", known(model.outputTokens()))
        .put(
            "supportedGenerationMethods",
            Json.of(
                Stream.of("generateContent", "streamGenerateContent", "countTokens")
                    .map(Json::of)
                    .toList()))
        .build();
  }
}
