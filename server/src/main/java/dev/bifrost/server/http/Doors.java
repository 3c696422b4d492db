package dev.bifrost.server.http;

import dev.bifrost.engine.exchange.ClientRequest.Route;
import dev.bifrost.engine.exchange.Door;
import dev.bifrost.engine.exchange.Operation;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.WireFormat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds what a path asks for. The paths are those of Bifrost 1.4.19; each is there with and
/// without `/v1` below its door.
final class Doors {
  private static final WireFormat CHAT = WireFormats.named("openai.chat");
  private static final WireFormat RESPONSES = WireFormats.named("openai.responses");
  private static final WireFormat MESSAGES = WireFormats.named("anthropic.messages");
  private static final WireFormat GEMINI = WireFormats.named("gemini.generateContent");

  private static final List<String> FRAMEWORKS =
      List.of("/litellm", "/langchain", "/pydanticai", "/cursor");

  private Doors() {}

  /// What a path asks for.
  sealed interface Place {
    /// A model's answer, or a count of tokens.
    ///
    /// @param below the path below the door, as a provider of the same dialect has it
    record Inference(Route route, String below) implements Place {}

    /// The models there are.
    ///
    /// @param one the model that is asked about, or null for all
    record Models(Door door, WireFormat format, @Nullable String one) implements Place {}

    /// Something that every client may ask to see whether anybody is there.
    record Probe() implements Place {}
  }

  /// The door that a path stands under, and the dialect in which to answer even where nothing is
  /// found.
  record Entrance(Door door, WireFormat format, String below) {
    /// The same door at another path below it.
    Entrance at(String other) {
      return new Entrance(door, format, other);
    }
  }

  /// The door of a path, or null where it stands under none.
  static @Nullable Entrance entrance(String path) {
    if (path.startsWith("/v1/")) {
      return new Entrance(Door.NATIVE, CHAT, path);
    }
    if (isUnder(path, "/openai")) {
      String below = path.substring("/openai".length());
      return new Entrance(
          Door.OPENAI,
          CHAT,
          isUnder(below, "/openai") ? below.substring("/openai".length()) : below);
    }
    if (isUnder(path, "/anthropic")) {
      return new Entrance(Door.ANTHROPIC, MESSAGES, path.substring("/anthropic".length()));
    }
    if (isUnder(path, "/genai")) {
      return new Entrance(Door.GENAI, GEMINI, path.substring("/genai".length()));
    }
    for (String framework : FRAMEWORKS) {
      if (isUnder(path, framework)) {
        Door openAi = framework.equals("/cursor") ? Door.CURSOR : Door.OPENAI;
        return framework(path.substring(framework.length()), openAi);
      }
    }
    return null;
  }

  /// Below a framework's prefix stand the paths of all dialects, told apart by their shape; its
  /// documentation puts the dialect's door between the two.
  private static Entrance framework(String below, Door openAi) {
    if (isUnder(below, "/openai") || isUnder(below, "/anthropic") || isUnder(below, "/genai")) {
      return Objects.requireNonNull(entrance(below), below);
    }
    String bare = below.startsWith("/v1/") ? below.substring(3) : below;
    if (isUnder(bare, "/messages")) {
      return new Entrance(Door.ANTHROPIC, MESSAGES, below);
    }
    boolean gemini =
        below.startsWith("/v1beta") || (bare.startsWith("/models/") && bare.indexOf(':') > 0);
    return gemini ? new Entrance(Door.GENAI, GEMINI, below) : new Entrance(openAi, CHAT, below);
  }

  private static boolean isUnder(String path, String door) {
    return path.startsWith(door)
        && (path.length() == door.length() || path.charAt(door.length()) == '/');
  }

  /// What stands at a path below its door, whatever the method, or null.
  static @Nullable Place place(Entrance entrance, @Nullable String query) {
    if (entrance.door().equals(Door.GENAI)) {
      return gemini(entrance, query);
    }
    String below = entrance.below();
    String bare = below.startsWith("/v1/") ? below.substring(3) : below;
    if (entrance.door().equals(Door.ANTHROPIC)) {
      return anthropic(entrance, bare);
    }
    return switch (bare) {
      case "/chat/completions" -> inference(entrance, CHAT, Operation.CHAT, bare);
      case "/responses" -> inference(entrance, RESPONSES, Operation.CHAT, bare);
      case "/responses/input_tokens" ->
          inference(entrance, RESPONSES, Operation.COUNT_TOKENS, bare);
      case "/models" -> new Place.Models(entrance.door(), CHAT, null);
      default ->
          bare.startsWith("/models/")
              ? new Place.Models(entrance.door(), CHAT, decoded(bare.substring(8)))
              : null;
    };
  }

  private static @Nullable Place anthropic(Entrance entrance, String bare) {
    return switch (bare) {
      case "/messages" -> inference(entrance, MESSAGES, Operation.CHAT, bare);
      case "/messages/count_tokens" -> inference(entrance, MESSAGES, Operation.COUNT_TOKENS, bare);
      case "/models" -> new Place.Models(entrance.door(), MESSAGES, null);
      case "/api/hello", "", "/" -> new Place.Probe();
      default ->
          bare.startsWith("/models/")
              ? new Place.Models(entrance.door(), MESSAGES, decoded(bare.substring(8)))
              : null;
    };
  }

  private static Place inference(
      Entrance entrance, WireFormat format, Operation operation, String bare) {
    Route route =
        new Route(entrance.door(), format, operation, PathFacts.NONE, Framing.EVENT_STREAM);
    return new Place.Inference(route, "/v1" + bare);
  }

  /// Gemini's paths hold the model, whose slashes may stand unencoded, and the method behind the
  /// last colon.
  private static @Nullable Place gemini(Entrance entrance, @Nullable String query) {
    String below = entrance.below();
    String versioned = null;
    for (String version : List.of("/v1beta1", "/v1beta", "/v1alpha", "/v1")) {
      if (isUnder(below, version)) {
        versioned = below.substring(version.length());
        break;
      }
    }
    if (versioned == null || !isUnder(versioned, "/models")) {
      return null;
    }
    if (versioned.equals("/models") || versioned.equals("/models/")) {
      return new Place.Models(entrance.door(), GEMINI, null);
    }
    String rest = versioned.substring("/models/".length());
    int colon = rest.lastIndexOf(':');
    String method = colon < 0 ? "" : rest.substring(colon + 1);
    String model = decoded(colon < 0 ? rest : rest.substring(0, colon));
    return switch (method) {
      case "generateContent" ->
          gemini(entrance, Operation.CHAT, new PathFacts(model, false), Framing.EVENT_STREAM);
      case "streamGenerateContent" ->
          gemini(
              entrance,
              Operation.CHAT,
              new PathFacts(model, true),
              wantsEventStream(query) ? Framing.EVENT_STREAM : Framing.JSON_ARRAY);
      case "countTokens" ->
          gemini(
              entrance, Operation.COUNT_TOKENS, new PathFacts(model, false), Framing.EVENT_STREAM);
      default -> new Place.Models(entrance.door(), GEMINI, decoded(rest));
    };
  }

  private static Place gemini(
      Entrance entrance, Operation operation, PathFacts facts, Framing framing) {
    return new Place.Inference(
        new Route(entrance.door(), GEMINI, operation, facts, framing), entrance.below());
  }

  private static boolean wantsEventStream(@Nullable String query) {
    return query != null && List.of(query.split("&", -1)).contains("alt=sse");
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
