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
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Takes requests in the paths of real providers and answers each in its dialect.
final class Dialects implements Handler {
  private static final int REMEMBERED = 64;

  private final Duration pace;
  private final Models models = new Models();
  private final ConcurrentLinkedDeque<Received> received = new ConcurrentLinkedDeque<>();
  private final AtomicLong serial = new AtomicLong();

  Dialects(Duration pace) {
    this.pace = pace;
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
    String model = exchange.path().substring(prefix.length(), colon);
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
    try {
      if (Objects.requireNonNullElse(exchange.headers().first("authorization"), "")
              .endsWith("bad-key")
          || "bad-key".equals(exchange.headers().first("x-api-key"))) {
        throw Failed.of(Failure.Kind.UNAUTHENTICATED, "the key is not accepted");
      }
      if (!(Json.parse(body) instanceof Obj object)) {
        throw Failed.of(Failure.Kind.BAD_REQUEST, "the body must be a JSON object");
      }
      ChatRequest request = format.chat().read(object, path);
      boolean stream = request.stream() || path.stream();
      Framing framing =
          dialect.startsWith("gemini") && !"alt=sse".equals(exchange.query())
              ? Framing.JSON_ARRAY
              : Framing.EVENT_STREAM;
      Voice voice =
          new Voice(
              exchange, format, framing, object, Long.toString(serial.incrementAndGet()), pace);
      models.answer(request, stream, voice);
    } catch (Failed failed) {
      refuse(exchange, format, failed.failure(), null);
    } catch (JsonFault fault) {
      refuse(
          exchange,
          format,
          Failure.of(
              Failure.Kind.BAD_REQUEST, Objects.requireNonNullElse(fault.getMessage(), "not JSON")),
          null);
    }
  }

  static void refuse(
      Exchange exchange, WireFormat format, Failure failure, @Nullable String retryAfter)
      throws IOException {
    Reply reply = format.writeFailure(failure);
    Headers.Builder headers = Headers.builder().add("content-type", "application/json");
    if (retryAfter != null) {
      headers.add("retry-after", retryAfter);
    }
    exchange.respond(reply.status(), headers.build(), reply.body().toBytes());
  }

  private static void json(Exchange exchange, int status, Json body) throws IOException {
    exchange.respond(status, Headers.of("content-type", "application/json"), body.toBytes());
  }
}
