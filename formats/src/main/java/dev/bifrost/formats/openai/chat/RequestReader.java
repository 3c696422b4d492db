package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Understands a request.
final class RequestReader {
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "functions",
          "function_call",
          "stream",
          "max_tokens",
          "max_completion_tokens",
          "stop",
          "temperature",
          "top_p",
          "top_k",
          "seed",
          "frequency_penalty",
          "presence_penalty",
          "reasoning_effort",
          "reasoning",
          "response_format",
          "user",
          "prompt_cache_key",
          "service_tier",
          "store",
          "metadata");

  private final Fields request;

  RequestReader(Obj body) {
    this.request = new Fields(body, Place.ROOT);
  }

  ChatRequest request() {
    ToolsReader tools = new ToolsReader(request);
    return new ChatRequest(
        request.required("model").value(),
        messages(),
        new Toolbox(tools.tools(), tools.choice(), request.bool("parallel_tool_calls")),
        SettingsReader.read(request),
        Boolean.TRUE.equals(request.bool("stream")),
        Extras.of(ChatFormat.NAME, request.others(KNOWN)));
  }

  private List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    int index = 0;
    for (Json item : request.list("messages")) {
      Place place = Place.ROOT.member("messages").item(index++);
      if (!(item instanceof Obj message)) {
        throw Fields.refusal(place, "an object");
      }
      messages.add(message(new Fields(message, place)));
    }
    return messages;
  }

  private static Message message(Fields message) {
    String role = message.required("role").value();
    return switch (role) {
      case "system" -> Message.of(Message.Role.SYSTEM, content(message));
      case "developer" -> Message.of(Message.Role.DEVELOPER, content(message));
      case "user" -> Message.of(Message.Role.USER, content(message));
      case "assistant" -> Message.of(Message.Role.ASSISTANT, assistant(message));
      case "tool" -> result(message, message.required("tool_call_id").value());
      case "function" -> result(message, message.required("name").value());
      default ->
          throw Fields.refusal(
              message.place().member("role"), "system, developer, user, assistant or tool");
    };
  }

  private static Message result(Fields message, String callId) {
    List<Part> content =
        content(message).stream().filter(part -> !(part instanceof Part.CachePoint)).toList();
    return Message.of(
        Message.Role.USER, List.of(new Part.ToolResult(callId, content, false, null)));
  }

  private static List<Part> assistant(Fields message) {
    List<Part> parts = new ArrayList<>(ReasoningDetails.read(message.object()));
    parts.addAll(content(message));
    Str refusal = message.str("refusal");
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Refusal(refusal));
    }
    for (Obj call : message.list("tool_calls").objects()) {
      parts.add(Calls.read(call));
    }
    Obj legacy = message.obj("function_call");
    if (legacy != null) {
      parts.add(Calls.legacy(legacy));
    }
    return parts;
  }

  private static List<Part> content(Fields message) {
    Json content = message.object().get("content");
    return switch (content) {
      case null -> List.of();
      case Null _ -> List.of();
      case Str text -> text.isEmpty() ? List.of() : List.of(new Part.Text(text));
      case Arr parts -> parts(parts, message.place().member("content"));
      default ->
          throw Fields.refusal(
              message.place().member("content"), "a string or a list of content parts");
    };
  }

  private static List<Part> parts(Arr content, Place place) {
    List<Part> parts = new ArrayList<>();
    int index = 0;
    for (Json item : content) {
      Place at = place.item(index++);
      switch (item) {
        case Str text -> parts.add(new Part.Text(text));
        case Obj part -> {
          parts.add(ContentParts.read(part));
          Obj mark = part.obj("cache_control");
          if (mark != null) {
            parts.add(new Part.CachePoint(mark.text("ttl")));
          }
        }
        default -> throw Fields.refusal(at, "a content part");
      }
    }
    return parts;
  }

  /// The text of that name, or an empty one.
  static Str str(Obj object, String name) {
    return Objects.requireNonNullElse(object.str(name), Str.EMPTY);
  }
}
