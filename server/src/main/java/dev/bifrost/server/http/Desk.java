package dev.bifrost.server.http;

import dev.bifrost.engine.ledger.RecentExchanges;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.ClientGone;
import dev.bifrost.transport.Exchange;
import dev.bifrost.transport.Headers;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/// Answers everything that is not inference: health, the last exchanges, the front page, the lists
/// of models.
public final class Desk {
  private final RecentExchanges recent;
  private final ModelLists models;
  private final BooleanSupplier ready;
  private final String version;

  /// A desk.
  ///
  /// @param ready whether the gateway may be sent traffic
  public Desk(RecentExchanges recent, ModelLists models, BooleanSupplier ready, String version) {
    this.recent = recent;
    this.models = models;
    this.ready = ready;
    this.version = version;
  }

  /// Answers a path that stands under no door.
  void answer(Exchange exchange, Headers always) throws ClientGone {
    String path = exchange.path();
    boolean reading = exchange.method().equals("GET") || exchange.method().equals("HEAD");
    switch (path) {
      case "/health", "/api/logs", "/api/version", "/" -> {
        if (reading) {
          page(exchange, always, path);
        } else {
          Headers allowing = always.with("allow", "GET, OPTIONS");
          refuse(exchange, allowing, 405, path + " wants GET, not " + exchange.method());
        }
      }
      default ->
          refuse(
              exchange,
              reading ? always : always.with("allow", "GET, OPTIONS"),
              reading ? 404 : 405,
              "there is nothing at this path");
    }
  }

  private void page(Exchange exchange, Headers always, String path) throws ClientGone {
    switch (path) {
      case "/health" -> health(exchange, always);
      case "/api/logs" -> json(exchange, always, 200, logs(new Query(exchange.query())));
      case "/api/version" -> json(exchange, always, 200, Json.of(version));
      default -> text(exchange, always, FRONT);
    }
  }

  private static final String FRONT =
      """
      This is Bifrost, an AI gateway.

      /v1, /openai     the OpenAI APIs (chat completions, responses)
      /anthropic       the Anthropic Messages API
      /genai           the Gemini API
      /v1/models       the models there are
      /api/logs        the last exchanges, as JSON
      /health          whether the gateway is well

      The web page is not built yet.
      """;

  private void health(Exchange exchange, Headers always) throws ClientGone {
    boolean well = ready.getAsBoolean();
    Obj body =
        Json.obj()
            .put("status", well ? "ok" : "starting")
            .put("components", Json.obj().put("gateway", well ? "ok" : "starting").build())
            .build();
    json(exchange, always, well ? 200 : 503, body);
  }

  private Obj logs(Query query) {
    int limit = Math.clamp(query.number("limit", 50), 1, 1000);
    int offset = Math.max(0, query.number("offset", 0));
    return Json.obj()
        .put(
            "logs",
            Json.of(recent.newest(offset, limit).stream().map(record -> record.json()).toList()))
        .put(
            "pagination",
            Json.obj()
                .put("limit", limit)
                .put("offset", offset)
                .put("total_count", recent.total())
                .build())
        .build();
  }

  /// Answers with a list of models, or with one, in the dialect of the door.
  void models(Exchange exchange, Doors.Place.Models asked, Headers always) throws ClientGone {
    json(exchange, always, 200, models.list(asked, exchange.headers(), exchange.query()));
  }

  private static void json(Exchange exchange, Headers always, int status, Json body)
      throws ClientGone {
    exchange.respond(
        status, always.toBuilder().add("content-type", "application/json").build(), body.toBytes());
  }

  private static void text(Exchange exchange, Headers always, String text) throws ClientGone {
    exchange.respond(
        200,
        always.toBuilder().add("content-type", "text/plain; charset=utf-8").build(),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(Exchange exchange, Headers always, int status, String message)
      throws ClientGone {
    Obj error =
        Json.obj()
            .put("is_bifrost_error", true)
            .put("status_code", status)
            .put("error", Json.obj().put("message", message).build())
            .build();
    json(exchange, always, status, error);
  }
}
