package dev.bifrost.bench;

import dev.bifrost.bench.load.Plan;
import dev.bifrost.bench.mock.Script;
import dev.bifrost.bench.wire.Dialect;
import dev.bifrost.bench.wire.Template;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the requests of the profiles.
///
/// @param agents the large requests
record Requests(AgentRequests agents) {
  private static final int PLAIN_BYTES = 1024;

  /// A header line.
  record Header(String name, String value) {}

  /// A request before it is addressed.
  record Draft(Obj body, List<Header> headers) {}

  /// What to send to that side, and what must come back.
  Plan plan(Profile profile, Side side, InetSocketAddress server) {
    Script script = profile.kind().script();
    Draft draft =
        profile.kind() == Kind.AGENT ? agents.draft(profile.door()) : plain(profile.door());
    boolean byGateway = side == Side.GATEWAY;
    String model = byGateway ? profile.provider() + "/" + script.model() : script.model();
    String mount = byGateway ? profile.door().mount() : "";
    String path = mount + profile.door().target(model, script.streamed());
    byte[] request = request(path, server, adapted(draft, profile.door(), model, script));
    return new Plan(
        server, request, profile.door(), Math.max(1, script.chunks()), script.streamed());
  }

  /// A small request of that dialect.
  static Draft plain(Dialect dialect) {
    Template template =
        Template.of(Requests.class, dialect.word() + "-request.json")
            .paddedTo(PLAIN_BYTES, "text", "Please explain it once more:");
    return new Draft(parse(template.bytes()), headers(dialect));
  }

  static Obj parse(byte[] json) {
    if (Json.parse(json) instanceof Obj object) {
      return object;
    }
    throw new IllegalStateException("a request that is no object");
  }

  private static List<Header> headers(Dialect dialect) {
    return switch (dialect) {
      case MESSAGES ->
          List.of(
              new Header("x-api-key", "bench-key"), new Header("anthropic-version", "2023-06-01"));
      case CHAT, RESPONSES -> List.of(new Header("authorization", "Bearer bench-key"));
      case GEMINI -> List.of(new Header("x-goog-api-key", "bench-key"));
    };
  }

  private static Draft adapted(Draft draft, Dialect dialect, String model, Script script) {
    Obj body = draft.body();
    if (!dialect.modelInPath()) {
      body = body.with("model", Json.of(model)).with("stream", Json.of(script.streamed()));
    }
    if (dialect == Dialect.CHAT && script.streamed()) {
      body = body.with("stream_options", Json.obj().put("include_usage", true).build());
    }
    return new Draft(body, draft.headers());
  }

  private static byte[] request(String path, InetSocketAddress server, Draft draft) {
    byte[] body = draft.body().toBytes();
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(path).append(" HTTP/1.1\r\n");
    head.append("host: 127.0.0.1:").append(server.getPort()).append("\r\n");
    head.append("accept: application/json\r\ncontent-type: application/json\r\n");
    for (Header header : draft.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }
}
