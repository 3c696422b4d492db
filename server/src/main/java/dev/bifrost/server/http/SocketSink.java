package dev.bifrost.server.http;

import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.WebSocket;
import dev.bifrost.transport.WebSocketClosed;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.Framing;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Answers over a WebSocket: each event of the stream is one text frame. Hands on the response
/// object that the answer ends with.
final class SocketSink implements ClientSink {
  private final WebSocket socket;
  private final Consumer<Runnable> leaving;
  private final Consumer<Obj> completed;
  private final FrameReader events = Framing.EVENT_STREAM.reader();
  private boolean started;

  /// A sink for one turn.
  ///
  /// @param leaving takes what is to be done when the client leaves during this turn
  /// @param completed takes the response object of a turn that was answered whole
  SocketSink(WebSocket socket, Consumer<Runnable> leaving, Consumer<Obj> completed) {
    this.socket = socket;
    this.leaving = leaving;
    this.completed = completed;
  }

  @Override
  public void reply(int status, Headers headers, byte[] body) {
    // Only failures come whole: every request over a socket asks for a stream.
    send("{\"type\":\"error\",\"status\":" + status + "," + membersOf(body) + "}");
  }

  private static String membersOf(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.length() > 2 && text.startsWith("{") && text.endsWith("}")
        ? text.substring(1, text.length() - 1)
        : "\"error\":{\"message\":\"the provider's answer is no JSON object\"}";
  }

  @Override
  public int refuse(Failure failure, Headers headers) {
    send(ResponsesSocket.error(failure));
    return failure.status();
  }

  @Override
  public void start(int status, Headers headers) {
    started = true;
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    events.accept(bytes, from, to, this::frame);
  }

  private void frame(Frame frame) {
    if (frame.says("[DONE]")) {
      return;
    }
    String text = frame.text();
    if (text.contains("\"response.completed\"")) {
      remember(frame);
    }
    send(text);
  }

  private void remember(Frame frame) {
    try {
      Obj response = frame.json() instanceof Obj event ? event.obj("response") : null;
      if (response != null) {
        completed.accept(response);
      }
    } catch (JsonFault unreadable) {
      // The client is given the frame as it is; a turn that builds on it will be told that it is
      // not known.
    }
  }

  @Override
  public void end() {
    events.end(this::frame);
  }

  @Override
  public void cut() {
    socket.close(1011, "the answer was cut");
  }

  @Override
  public void onGone(Runnable action) {
    leaving.accept(action);
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  private void send(String text) {
    try {
      socket.sendText(text);
    } catch (WebSocketClosed gone) {
      throw Failed.of(Failure.Kind.CLIENT_GONE, "the client has left");
    }
  }
}
