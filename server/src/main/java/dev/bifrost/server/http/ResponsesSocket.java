package dev.bifrost.server.http;

import dev.bifrost.engine.Gateway;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.ClientGone;
import dev.bifrost.transport.Exchange;
import dev.bifrost.transport.WebSocket;
import dev.bifrost.transport.WebSocketClosed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The Responses API over a WebSocket: each text frame of the client is a `response.create`,
/// answered by the events of a streamed answer, one frame each (as Codex 0.169 speaks it,
/// `responses_websockets=2026-02-06`). A turn may send only what is new and name the response
/// before it; the socket remembers that conversation, so that any provider can be asked over plain
/// HTTP.
final class ResponsesSocket {
  private static final Duration IDLE = Duration.ofMinutes(15);
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private final Gateway gateway;
  private final ClientRequest.Route route;
  private final Exchange exchange;
  private final Supplier<String> ids;
  private final SocketMemory memory = new SocketMemory();
  private volatile @Nullable Runnable whenGone;
  private volatile boolean gone;

  ResponsesSocket(
      Gateway gateway, ClientRequest.Route route, Exchange exchange, Supplier<String> ids) {
    this.gateway = gateway;
    this.route = route;
    this.exchange = exchange;
    this.ids = ids;
  }

  /// Serves until either side closes.
  void run() throws ClientGone {
    try (WebSocket socket = exchange.upgrade(null, MAX_MESSAGE_BYTES)) {
      exchange.onClientGone(this::leave);
      boolean open = true;
      while (open) {
        open =
            switch (socket.receive(IDLE)) {
              case WebSocket.Message.Text(String text) -> {
                answer(text, socket);
                yield true;
              }
              case WebSocket.Message.Binary _ -> {
                socket.close(1003, "text frames only");
                yield false;
              }
              case WebSocket.Message.Closed _ -> false;
              case null -> {
                socket.close(1001, "idle");
                yield false;
              }
            };
      }
    } catch (WebSocketClosed left) {
      // The client has gone; there is nobody to tell.
    }
  }

  private void leave() {
    gone = true;
    Runnable action = whenGone;
    if (action != null) {
      action.run();
    }
  }

  /// The turn under way wants to hear of the client's leaving; doing so twice does no harm.
  private void onGone(Runnable action) {
    whenGone = action;
    if (gone) {
      action.run();
    }
  }

  private void answer(String text, WebSocket socket) throws WebSocketClosed {
    try {
      Obj message = message(text);
      if (message.isFalse("generate")) {
        warmUp(message, socket);
      } else {
        generate(memory.completed(message), socket);
      }
    } catch (Failed failed) {
      socket.sendText(error(failed.failure()));
    }
  }

  private static Obj message(String text) {
    try {
      if (Json.parse(text) instanceof Obj message && message.is("type", "response.create")) {
        return message.without("type");
      }
    } catch (JsonFault fault) {
      throw Failed.of(
          Failure.Kind.BAD_REQUEST, "the message is not valid JSON: " + fault.getMessage());
    }
    throw Failed.at(
        "type", Failure.Kind.BAD_REQUEST, "a message must have the type response.create");
  }

  /// A warm-up wants a response with an id and no content; the turn after it names that id.
  private void warmUp(Obj message, WebSocket socket) throws WebSocketClosed {
    String id = "resp_" + ids.get().replace("-", "");
    memory.remember(id, memory.completed(message), Json.of(List.of()));
    for (String type : new String[] {"response.created", "response.completed"}) {
      Obj response =
          Json.obj()
              .put("id", id)
              .put("object", "response")
              .put("status", type.equals("response.created") ? "in_progress" : "completed")
              .put("model", message.text("model", ""))
              .put("output", Json.of(List.of()))
              .build();
      socket.sendText(Json.obj().put("type", type).put("response", response).build().text());
    }
  }

  private void generate(Obj body, WebSocket socket) {
    Obj streamed = body.without("generate", "background").with("stream", Json.of(true));
    ClientRequest request =
        new ClientRequest(
            ids.get(),
            route,
            new ClientRequest.Line(
                "/v1/responses", Objects.requireNonNullElse(exchange.query(), "")),
            exchange.headers(),
            streamed.text().getBytes(StandardCharsets.UTF_8),
            System.nanoTime());
    SocketSink sink =
        new SocketSink(socket, this::onGone, completed -> memory.keep(completed, streamed));
    gateway.serve(request, sink);
    whenGone = null;
  }

  /// A failure as one frame.
  static String error(Failure failure) {
    Failure.Detail detail = failure.detail();
    Obj error =
        Json.obj()
            .put("type", "invalid_request_error")
            .put(
                "code",
                Objects.requireNonNullElse(
                    detail.code(), failure.kind().name().toLowerCase(Locale.ROOT)))
            .put("message", failure.message())
            .putIfPresent("param", detail.param())
            .build();
    return Json.obj()
        .put("type", "error")
        .put("status", failure.status())
        .put("error", error)
        .build()
        .text();
  }
}
