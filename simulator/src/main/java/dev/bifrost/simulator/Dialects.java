package dev.bifrost.simulator;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Exchange;
import dev.bifrost.transport.Handler;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/// Takes requests in the paths of real providers and answers each in its dialect.
final class Dialects implements Handler {
  private static final int REMEMBERED = 64;

  private final Models models;
  private final ConcurrentLinkedDeque<Received> received = new ConcurrentLinkedDeque<>();
  private final AtomicLong serial = new AtomicLong();

  Dialects(Models models) {
    this.models = models;
  }

  List<Received> received() {
    return new ArrayList<>(received);
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    byte[] body = exchange.body();
    String query = exchange.query();
    received.addLast(
        new Received(
            exchange.method(),
            query == null ? exchange.path() : exchange.path() + "?" + query,
            exchange.headers(),
            body));
    while (received.size() > REMEMBERED) {
      received.pollFirst();
    }
    switch (exchange.path()) {
      case "/v1/chat/completions" -> chat(exchange, "openai.chat", PathFacts.NONE, body);
      case "/v1/responses" -> chat(exchange, "openai.responses", PathFacts.NONE, body);
      case "/v1/messages" -> chat(exchange, "anthropic.messages", PathFacts.NONE, body);
      case "/v1/messages/count_tokens" ->
          json(exchange, 200, Json.obj().put("input_tokens", Tokens.of(body)).build());
      case "/v1/responses/input_tokens" ->
          json(
              exchange,
              200,
              Json.obj()
                  .put("object", "response.input_tokens")
                  .put("input_tokens", Tokens.of(body))
                  .build());
      case "/v1/models" -> json(exchange, 200, Models.openAiList());
      case "/v1beta/models" -> json(exchange, 200, Models.geminiList());
      default -> gemini(exchange, body);
    }
  }

  private void gemini(Exchange exchange, byte[] body) throws IOException {
    String prefix = "/v1beta/models/";
    int colon = exchange.path().lastIndexOf(':');
    if (!exchange.path().startsWith(prefix) || colon < 0) {
      json(exchange, 404, Json.obj().put("error", "there is nothing at this path").build());
      return;
    }
    // A plus stands for itself in a path.
    String encoded = exchange.path().substring(prefix.length(), colon).replace("+", "%2B");
    String model = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    String method = exchange.path().substring(colon + 1);
    if (method.equals("countTokens")) {
      json(exchange, 200, Json.obj().put("totalTokens", Tokens.of(body)).build());
      return;
    }
    chat(
        exchange,
        "gemini.generateContent",
        new PathFacts(model, method.equals("streamGenerateContent")),
        body);
  }

  private void chat(Exchange exchange, String dialect, PathFacts path, byte[] body)
      throws IOException {
    WireFormat format = WireFormats.named(dialect);
    Play play;
    try {
      play = models.answer(asked(exchange, format, path, body), answerId());
    } catch (Failed failed) {
      play = Voice.refusal(format, failed.failure());
    } catch (JsonFault fault) {
      play = Voice.refusal(format, Refusals.failure(400, "the body is no JSON: " + fault));
    }
    play.send(exchange);
  }

  private String answerId() {
    return Long.toString(serial.incrementAndGet());
  }

  private static Asked asked(Exchange exchange, WireFormat format, PathFacts path, byte[] body) {
    String caller = caller(exchange.headers());
    if (caller.endsWith("bad-key")) {
      throw Failed.of(Failure.Kind.UNAUTHENTICATED, "the key is not accepted");
    }
    if (!(Json.parse(body) instanceof Obj object)) {
      throw Failed.of(Failure.Kind.BAD_REQUEST, "the body must be a JSON object");
    }
    ChatRequest request = format.chat().read(object, path);
    return new Asked(
        format,
        framing(exchange, path),
        request,
        object,
        request.stream() || path.stream(),
        caller);
  }

  /// Gemini's paths stream a JSON array where the query does not ask for events.
  private static Framing framing(Exchange exchange, PathFacts path) {
    boolean events = Objects.requireNonNullElse(exchange.query(), "").contains("alt=sse");
    return path.model() == null || events ? Framing.EVENT_STREAM : Framing.JSON_ARRAY;
  }

  private static String caller(Headers headers) {
    for (String name : List.of("authorization", "x-api-key", "x-goog-api-key")) {
      String credential = headers.first(name);
      if (credential != null) {
        return credential;
      }
    }
    return "";
  }

  private static void json(Exchange exchange, int status, Json body) throws IOException {
    exchange.respond(status, Headers.of("content-type", "application/json"), body.toBytes());
  }
}
