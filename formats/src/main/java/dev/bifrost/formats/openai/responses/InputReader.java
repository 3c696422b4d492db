package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Understands `input`: one message per item, in order. What an item says beyond the vocabulary,
/// its id first of all, is in its message's extras, so the item can be written again. An item that
/// says nothing to the model is a message without parts. One request, one thread.
final class InputReader {
  private static final Set<String> MESSAGE = Set.of("type", "role", "content");
  private static final Set<String> CALL =
      Set.of("type", "call_id", "name", "namespace", "arguments");
  private static final Set<String> CUSTOM_CALL =
      Set.of("type", "call_id", "name", "namespace", "input");
  private static final Set<String> OUTPUT = Set.of("type", "call_id", "output");
  private static final Set<String> ORPHAN_OUTPUT = Set.of("call_id", "output");
  private static final Set<String> REASONING = Set.of("type", "id", "encrypted_content", "summary");

  private final List<Message> messages;
  private final List<Tool> tools;
  private final Map<String, ToolName> calls = new HashMap<>();
  private @Nullable String effort;

  /// @param messages receives the messages
  /// @param tools receives the tools of `additional_tools` items
  InputReader(List<Message> messages, List<Tool> tools) {
    this.messages = messages;
    this.tools = tools;
  }

  /// The effort that the last `configuration_update` sets, or null.
  @Nullable String effort() {
    return effort;
  }

  void read(Fields request) {
    switch (request.present("input")) {
      case null -> {}
      case Str text -> add(Role.USER, new Part.Text(text), Obj.empty());
      case Arr items -> read(items, request.place().member("input"));
      default -> request.refuse("input", "a string or a list of items");
    }
  }

  private void read(Arr items, Place place) {
    List<Json> values = items.values();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Obj item)) {
        throw Fields.refusal(place.item(i), "an object");
      }
      item(new Fields(item, place.item(i)));
    }
  }

  private void item(Fields item) {
    String type = item.text("type");
    switch (type) {
      case "message" -> message(item);
      case "function_call" -> functionCall(item);
      case "custom_tool_call" -> customCall(item);
      case "function_call_output" -> output(item, ToolName.Kind.FUNCTION);
      case "custom_tool_call_output" -> output(item, ToolName.Kind.FREEFORM);
      case "reasoning" -> reasoning(item);
      case "additional_tools" ->
          ToolReader.read(item.list("tools"), item.place().member("tools"), tools);
      case "configuration_update" -> update(item);
      case null -> untyped(item);
      default -> other(item, type);
    }
  }

  /// A message may leave its type out, as may a reference to a stored item.
  private void untyped(Fields item) {
    if (item.present("role") != null) {
      message(item);
    } else if (item.present("id") != null) {
      other(item, "item_reference");
    } else {
      item.refuse("type", "the type of an item");
    }
  }

  private void message(Fields item) {
    Role role =
        switch (item.required("role").value()) {
          case "user" -> Role.USER;
          case "assistant" -> Role.ASSISTANT;
          case "system" -> Role.SYSTEM;
          case "developer" -> Role.DEVELOPER;
          default -> item.refuse("role", "user, assistant, system or developer");
        };
    List<Part> parts = ContentReader.parts(item, "content");
    messages.add(new Message(role, parts, own(item.others(MESSAGE))));
  }

  private void functionCall(Fields item) {
    item.required("name");
    if (!(item.present("arguments") instanceof Obj)) {
      item.str("arguments");
    }
    call(item, ItemReader.functionCall(item.object()), CALL);
  }

  private void customCall(Fields item) {
    item.required("name");
    item.str("input");
    call(item, ItemReader.customCall(item.object()), CUSTOM_CALL);
  }

  private void call(Fields item, Part.ToolCall call, Set<String> known) {
    item.required("call_id");
    item.str("namespace");
    calls.put(call.id(), call.tool());
    add(Role.ASSISTANT, call, item.others(known));
  }

  private void output(Fields item, ToolName.Kind kind) {
    String callId = item.required("call_id").value();
    ToolName tool = calls.get(callId);
    List<Part> content = ContentReader.parts(item, "output");
    boolean isTold = kind == ToolName.Kind.FUNCTION || (tool != null && tool.kind() == kind);
    add(
        Role.USER,
        new Part.ToolResult(callId, content, false, tool),
        item.others(isTold ? OUTPUT : ORPHAN_OUTPUT));
  }

  /// The forms that the plain text cannot give again stay beside it.
  private void reasoning(Fields item) {
    item.str("encrypted_content");
    Part.Reasoning reasoning = ItemReader.reasoning(item.object(), true);
    if (reasoning.signature() == null && Seals.opened(item.object()) != null) {
      messages.add(Message.of(Role.ASSISTANT, List.of(reasoning)));
      return;
    }
    Obj others = item.others(REASONING);
    Arr summary = item.list("summary");
    boolean isPlain = summary.isEmpty() || (summary.size() == 1 && !others.has("content"));
    add(Role.ASSISTANT, reasoning, isPlain ? others : others.with("summary", summary));
  }

  private void update(Fields item) {
    Obj reasoning = item.obj("reasoning");
    String word = reasoning == null ? null : reasoning.text("effort");
    effort = word == null ? effort : word;
    messages.add(new Message(Role.DEVELOPER, List.of(), own(item.object())));
  }

  private void other(Fields item, String type) {
    Obj whole =
        item.object().has("type") ? item.object() : item.object().with("type", Json.of(type));
    messages.add(new Message(role(type), ItemReader.others(whole), own(Obj.empty())));
  }

  private static Role role(String type) {
    boolean isClients =
        type.endsWith("_output")
            || type.endsWith("_response")
            || type.startsWith("compaction")
            || type.equals("item_reference");
    return isClients ? Role.USER : Role.ASSISTANT;
  }

  private void add(Role role, Part part, Obj others) {
    messages.add(new Message(role, List.of(part), own(others)));
  }

  /// The format is named even where nothing is left to say: it tells that the message is one item.
  static Extras own(Obj others) {
    return new Extras(ResponsesFormat.NAME, others);
  }
}
