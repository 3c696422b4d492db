package dev.bifrost.simulator;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.BodyWriter;
import dev.bifrost.transport.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The models by what they are named for. A fault may carry the script that it spoils:
/// `tool-call+cut-after-5`.
final class Models {
  private static final List<String> NAMES =
      List.of(
          "echo",
          "agent",
          "tool-call",
          "parallel-tools",
          "slow",
          "stall",
          "cut-0",
          "cut-after-3",
          "end-after-3",
          "error-in-stream",
          "malformed-frame",
          "429",
          "429-then-ok",
          "400-context",
          "401",
          "500",
          "503",
          "529",
          "html-502",
          "empty-200",
          "not-json-200");

  private static final Duration LONG = Duration.ofHours(1);

  /// Who was told to wait once already.
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  void answer(ChatRequest request, boolean stream, Voice voice) throws IOException {
    String model = request.model();
    int plus = model.indexOf('+');
    String script = plus < 0 ? model : model.substring(0, plus);
    String fault = plus < 0 ? model : model.substring(plus + 1);
    List<StreamEvent> events = Scripts.of(script, request);
    int count = number(fault);
    switch (fault.replaceFirst("-?\\d+$", "")) {
      case "slow" -> voice.slower(Duration.ofMillis(count < 0 ? 100 : count)).say(events, stream);
      case "stall", "stall-after" -> {
        voice.stream(events, Math.max(0, count), null);
        LockSupport.parkNanos(LONG.toNanos());
      }
      case "cut", "cut-after" -> voice.stream(events, Math.max(0, count), null).abort();
      case "end-after" -> voice.stream(events, Math.max(0, count), null).end();
      case "malformed-frame" -> voice.stream(events, Integer.MAX_VALUE, 3).end();
      case "error-in-stream" -> errorInStream(events, voice);
      case "429-then-ok" -> {
        if (warned.add(model)) {
          voice.refuse(failure(429, "too many requests, for once"), "1");
        } else {
          warned.remove(model);
          voice.say(events, stream);
        }
      }
      case "400-context" ->
          voice.refuse(
              new Failure(
                  Failure.Kind.CONTEXT_EXCEEDED,
                  "prompt is too long: 250000 tokens > 200000 maximum",
                  new Failure.Detail(400, null, null, null, null)),
              null);
      case "" -> voice.refuse(failure(count, "the simulator was asked for status " + count), null);
      case "html" ->
          raw(voice, Math.max(502, count), "text/html", "<html><body>Bad gateway</body></html>");
      case "empty" -> raw(voice, 200, "application/json", "");
      case "not-json" -> raw(voice, 200, "application/json", "this is no JSON");
      default -> voice.say(events, stream);
    }
  }

  private static void raw(Voice voice, int status, String type, String text) throws IOException {
    voice
        .exchange()
        .respond(status, Headers.of("content-type", type), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void errorInStream(List<StreamEvent> events, Voice voice) throws IOException {
    List<StreamEvent> broken = new ArrayList<>(events.subList(0, Math.min(4, events.size() - 1)));
    Failure failure =
        new Failure(
            Failure.Kind.OVERLOADED, "Overloaded", new Failure.Detail(529, null, null, null, null));
    broken.add(new StreamEvent.Broken(failure, null));
    BodyWriter out = voice.stream(broken, Integer.MAX_VALUE, null);
    out.end();
  }

  private static Failure failure(int status, String message) {
    Failure.Kind kind =
        switch (status) {
          case 400 -> Failure.Kind.BAD_REQUEST;
          case 401 -> Failure.Kind.UNAUTHENTICATED;
          case 402 -> Failure.Kind.PAYMENT_REQUIRED;
          case 403 -> Failure.Kind.FORBIDDEN;
          case 404 -> Failure.Kind.MODEL_NOT_FOUND;
          case 429 -> Failure.Kind.RATE_LIMITED;
          case 503, 529 -> Failure.Kind.OVERLOADED;
          default -> Failure.Kind.PROVIDER_FAULT;
        };
    return new Failure(kind, message, new Failure.Detail(status, null, null, null, null));
  }

  /// The number at the end of a name, or -1.
  private static int number(String name) {
    int from = name.length();
    while (from > 0 && Character.isDigit(name.charAt(from - 1))) {
      from--;
    }
    return from == name.length() || name.length() - from > 6
        ? -1
        : Integer.parseInt(name.substring(from));
  }

  static Obj openAiList() {
    List<Obj> models =
        NAMES.stream()
            .map(name ->
                Json.obj()
                    .put("id", name)
                    .put("object", "model")
                    .put("created", 1_700_000_000L)
                    .put("owned_by", "simulator")
                    .build())
            .toList();
    return Json.obj().put("object", "list").put("data", Json.of(models)).build();
  }

  static Obj geminiList() {
    List<Obj> models =
        NAMES.stream().map(name -> Json.obj().put("name", "models/" + name).build()).toList();
    return Json.obj().put("models", Json.of(models)).build();
  }
}
