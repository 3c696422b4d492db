package dev.bifrost.server.http;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.wire.PathFacts;
import java.util.ArrayList;
import java.util.List;

/// What Cursor posts to the chat completions of a base URL of its own: a chat request, a Responses
/// request (`input` in place of `messages`), or a chat request whose tools are Anthropic's. It
/// wants a chat completion for each of them (recorded from Bifrost 1.4.19).
final class CursorBody {
  private CursorBody() {}

  /// The body as a chat request; unchanged where it is one, or where it cannot be read.
  ///
  /// @throws dev.bifrost.failure.Failed where the Responses request is wrong
  static byte[] asChat(byte[] body) {
    try {
      return Json.parse(body) instanceof Obj object ? asChat(object, body) : body;
    } catch (JsonFault toldLater) {
      return body;
    }
  }

  private static byte[] asChat(Obj object, byte[] body) {
    if (object.has("input") && !object.has("messages")) {
      return fromResponses(object).toBytes();
    }
    boolean foreign =
        object.list("tools").objects().stream().anyMatch(tool -> tool.has("input_schema"));
    return foreign ? object.with("tools", tools(object)).toBytes() : body;
  }

  private static Obj fromResponses(Obj object) {
    ChatRequest request = WireFormats.named("openai.responses").chat().read(object, PathFacts.NONE);
    return WireFormats.named("openai.chat").chat().write(request).body();
  }

  private static Json tools(Obj object) {
    List<Obj> tools = new ArrayList<>();
    for (Obj tool : object.list("tools").objects()) {
      tools.add(tool.has("input_schema") ? function(tool) : tool);
    }
    return Json.of(tools);
  }

  private static Obj function(Obj tool) {
    ObjBuilder function = Json.obj();
    for (Member member : tool.members()) {
      switch (member.name()) {
        case "input_schema" -> function.put("parameters", member.value());
        case "name", "description", "strict" -> function.put(member.name(), member.value());
        default -> {
          // Anthropic's own words, such as a cache point, have no place in a function.
        }
      }
    }
    return Json.obj().put("type", "function").put("function", function.build()).build();
  }
}
