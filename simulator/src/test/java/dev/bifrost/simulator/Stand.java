package dev.bifrost.simulator;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.ClientSettings;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.HttpClient;
import dev.bifrost.transport.Loops;
import dev.bifrost.transport.Origin;
import dev.bifrost.transport.Request;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.StreamDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A simulator and a client of it for one test class.
final class Stand implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofMillis(700);

  private final Loops loops = Loops.start();
  private final Simulator simulator;
  private final HttpClient client;

  Stand(SimulatorSettings settings) throws IOException {
    simulator = Simulator.start(loops, settings);
    client = HttpClient.open(loops, ClientSettings.DEFAULT);
  }

  Simulator simulator() {
    return simulator;
  }

  /// How the body of an answer ended.
  enum End {
    CLEAN,
    CUT,
    SILENT
  }

  /// An answer as it came.
  record Heard(int status, Headers headers, byte[] body, int pieces, End end) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    Obj json() {
      return (Obj) Json.parse(body);
    }

    String contentType() {
      return String.valueOf(headers.first("content-type"));
    }
  }

  /// Asks in a dialect.
  Heard ask(Dialect dialect, ChatRequest request) throws IOException {
    return post(path(dialect, request), body(dialect, request));
  }

  static String path(Dialect dialect, ChatRequest request) {
    return switch (dialect) {
      case CHAT -> "/v1/chat/completions";
      case RESPONSES -> "/v1/responses";
      case MESSAGES -> "/v1/messages";
      case GEMINI ->
          "/v1beta/models/"
              + request.model()
              + (request.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent");
    };
  }

  static Obj body(Dialect dialect, ChatRequest request) {
    return dialect.format().chat().write(request).body();
  }

  Heard post(String target, Obj body, String... headers) throws IOException {
    Headers fields = Headers.of("content-type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      fields = fields.with(headers[i], headers[i + 1]);
    }
    return send(Request.post(origin(), target, fields, body.toBytes()));
  }

  Heard get(String target, String... headers) throws IOException {
    return send(Request.get(origin(), target, Headers.of(headers)));
  }

  Origin origin() {
    return Origin.of("http://127.0.0.1:" + simulator.port());
  }

  HttpClient client() {
    return client;
  }

  private Heard send(Request request) throws IOException {
    try (Response response = client.send(request)) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int pieces = 0;
      End end = End.CLEAN;
      try {
        for (byte[] piece = response.read(SILENCE); piece != null; piece = response.read(SILENCE)) {
          body.writeBytes(piece);
          pieces++;
        }
      } catch (UpstreamFault fault) {
        end = fault.kind() == UpstreamFault.Kind.IDLE_TIMEOUT ? End.SILENT : End.CUT;
      }
      return new Heard(response.status(), response.headers(), body.toByteArray(), pieces, end);
    }
  }

  /// What a streamed body says in a dialect.
  static List<StreamEvent> events(Dialect dialect, byte[] body) {
    return events(dialect, Framing.EVENT_STREAM, body);
  }

  static List<StreamEvent> events(Dialect dialect, Framing framing, byte[] body) {
    List<StreamEvent> events = new ArrayList<>();
    FrameReader frames = framing.reader();
    StreamDecoder decoder = dialect.format().chat().decoder();
    frames.accept(body, 0, body.length, frame -> decoder.accept(frame, events::add));
    frames.end(frame -> decoder.accept(frame, events::add));
    decoder.end(events::add);
    return events;
  }

  /// The answer that was heard, streamed or whole.
  static ChatResponse answer(Dialect dialect, Heard heard) {
    AnswerFold fold = new AnswerFold();
    List<StreamEvent> events =
        heard.contentType().startsWith("text/event-stream")
            ? events(dialect, heard.body())
            : dialect.format().chat().readAnswer(heard.json());
    events.forEach(fold::accept);
    return fold.response();
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
    loops.close();
  }
}
