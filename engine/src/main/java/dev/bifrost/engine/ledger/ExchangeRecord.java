package dev.bifrost.engine.ledger;

import dev.bifrost.chat.Usage;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of one exchange. Holds no prompt, no answer and no secret.
///
/// @param id the request's id
/// @param at when it came in
/// @param client who asked and how
/// @param served who answered; null where nobody was asked
/// @param outcome how it ended
public record ExchangeRecord(
    String id, Instant at, Client client, @Nullable Served served, Outcome outcome) {

  /// Who asked and how.
  ///
  /// @param agent the client's program, from its `User-Agent`, cut short
  /// @param door the family of routes
  /// @param format the client's dialect
  /// @param operation what was asked, such as `chat`
  /// @param model the model as the client named it
  /// @param stream whether a streamed answer was asked for
  public record Client(
      String agent, String door, String format, String operation, String model, boolean stream) {}

  /// Who answered.
  ///
  /// @param format the dialect spoken with the provider
  /// @param model the provider's name for the model
  /// @param key the name of the key that was used
  public record Served(String provider, String format, String model, String key) {}

  /// How it ended.
  ///
  /// @param status the HTTP status the client got
  /// @param failure the kind of failure, in or before the stream, or null where all went well
  /// @param usage tokens by kind, or null where the provider told none
  /// @param firstToken from the request's arrival to the first byte of the answer, or null where
  ///   there was none
  /// @param total from the request's arrival to the end of the answer
  /// @param losses what the provider's dialect could not carry
  public record Outcome(
      int status,
      @Nullable String failure,
      @Nullable Usage usage,
      @Nullable Duration firstToken,
      Duration total,
      List<String> losses) {
    public Outcome {
      losses = List.copyOf(losses);
    }
  }

  /// The record as one JSON object, for the log line and for `/api/logs`.
  public Obj json() {
    ObjBuilder json =
        Json.obj()
            .put("time", at.toString())
            .put("id", id)
            .put("client", client.agent())
            .put("door", client.door())
            .put("client_format", client.format())
            .put("operation", client.operation())
            .put("model", client.model())
            .put("stream", client.stream());
    if (served != null) {
      json.put("provider", served.provider())
          .put("provider_format", served.format())
          .put("provider_model", served.model())
          .put("key", served.key());
    }
    json.put("status", outcome.status()).putIfPresent("failure", outcome.failure());
    if (outcome.usage() != null) {
      json.put("usage", usage(outcome.usage()));
    }
    if (outcome.firstToken() != null) {
      json.put("first_token_ms", millis(outcome.firstToken()));
    }
    json.put("total_ms", millis(outcome.total()));
    if (!outcome.losses().isEmpty()) {
      json.put("dropped", Json.of(outcome.losses().stream().map(Json::of).toList()));
    }
    return json.build();
  }

  private static Json millis(Duration duration) {
    return dev.bifrost.json.Num.of(java.math.BigDecimal.valueOf(duration.toNanos() / 1000, 3));
  }

  private static Obj usage(Usage usage) {
    return Json.obj()
        .put("input_tokens", usage.input())
        .put("output_tokens", usage.output())
        .put("cache_read_tokens", usage.cacheRead())
        .put("cache_write_tokens", usage.cacheWrite())
        .put("reasoning_tokens", usage.reasoning())
        .build();
  }
}
