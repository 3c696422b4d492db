package dev.bifrost.server;

import dev.bifrost.engine.provider.ProviderFiles;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.server.log.Log;
import dev.bifrost.simulator.SimulatorSettings;
import dev.bifrost.transport.ClientSettings;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.HttpClient;
import dev.bifrost.transport.Loops;
import dev.bifrost.transport.Origin;
import dev.bifrost.transport.Request;
import dev.bifrost.transport.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The run from which the JVM learns what to keep in its start-up cache: the demo serves every
/// door, whole and streamed, a few times, and stops.
final class Training {
  private static final int ROUNDS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1 << 20;

  private Training() {}

  static void run() throws IOException {
    try (Log log =
            new Log(
                OutputStream.nullOutputStream(),
                Log.Level.INFO,
                Log.Style.JSON,
                InstantSource.system());
        Loops loops = Loops.start();
        Demo demo = Demo.start(loops, true, SimulatorSettings.QUICK);
        House house =
            House.open(
                loops,
                ProviderFiles.shipped(),
                demo.config(),
                new House.Listening("127.0.0.1", 0),
                log);
        HttpClient client = HttpClient.open(loops, ClientSettings.DEFAULT)) {
      Origin origin = Origin.of("http://127.0.0.1:" + house.port());
      for (int round = 0; round < ROUNDS; round++) {
        for (String provider : List.of("openai", "anthropic", "gemini")) {
          askEverywhere(client, origin, provider + "/echo");
        }
      }
    }
  }

  private static void askEverywhere(HttpClient client, Origin origin, String model)
      throws IOException {
    Obj user = Json.obj().put("role", "user").put("content", "Hello").build();
    for (boolean stream : new boolean[] {false, true}) {
      Obj chat =
          Json.obj()
              .put("model", model)
              .put("stream", stream)
              .put("max_tokens", 100)
              .put("messages", Json.of(List.of(user)))
              .build();
      ask(client, origin, "/v1/chat/completions", chat);
      ask(client, origin, "/openai/v1/chat/completions", chat);
      ask(client, origin, "/anthropic/v1/messages", chat);
      Obj responses =
          Json.obj().put("model", model).put("stream", stream).put("input", "Hello").build();
      ask(client, origin, "/openai/v1/responses", responses);
      Obj part = Json.obj().put("text", "Hello").build();
      Obj content = Json.obj().put("role", "user").put("parts", Json.of(List.of(part))).build();
      Obj gemini = Json.obj().put("contents", Json.of(List.of(content))).build();
      String method = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
      ask(client, origin, "/genai/v1beta/models/" + model + method, gemini);
    }
  }

  private static void ask(HttpClient client, Origin origin, String path, Obj body)
      throws IOException {
    Headers headers = Headers.of("content-type", "application/json");
    try (Response response = client.send(Request.post(origin, path, headers, body.toBytes()))) {
      response.readAll(MAX_BYTES, PATIENCE);
    }
  }
}
