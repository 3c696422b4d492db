package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.CallIds;
import dev.bifrost.wire.Losses;
import dev.bifrost.wire.ToolNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes messages as items of `input`: texts and media of a message as one item, calls, results
/// and reasoning as items of their own. One request, one thread.
final class InputWriter {
  /// The most characters of a `call_id` (OpenAI's description of `function_call_output`).
  private static final int MAX_CALL_ID = 64;

  private final ToolNames names;
  private final Losses losses;
  private final boolean own;
  private final boolean stored;
  private final ContentWriter content;
  private final Set<String> freeformCalls = new HashSet<>();
  private final List<Json> items = new ArrayList<>();
  private Obj extras = Obj.empty();

  /// @param own whether the request was read from this format
  /// @param stored whether the provider keeps the answers, so that ids alone seal reasoning
  InputWriter(ToolNames names, Losses losses, boolean own, boolean stored) {
    this.names = names;
    this.losses = losses;
    this.own = own;
    this.stored = stored;
    this.content = new ContentWriter(losses, own);
  }

  Arr write(List<Message> messages) {
    for (Message message : messages) {
      write(message);
    }
    return Arr.of(items);
  }

  private void write(Message message) {
    Extras said = message.extras();
    boolean isItem = ResponsesFormat.NAME.equals(said.format());
    extras = said.in(ResponsesFormat.NAME);
    if (message.parts().isEmpty()) {
      if (extras.has("type")) {
        items.add(extras);
      } else if (isItem) {
        message(message.role(), List.of());
      }
      return;
    }
    List<Json> gathered = new ArrayList<>();
    for (Part part : message.parts()) {
      if (isContent(part)) {
        content.add(message.role(), part, gathered);
      } else {
        flush(message.role(), gathered);
        item(part, isItem);
      }
    }
    flush(message.role(), gathered);
  }

  private static boolean isContent(Part part) {
    return switch (part) {
      case Part.Text _,
          Part.Refusal _,
          Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.CachePoint _ ->
          true;
      case Part.Unknown(String what, Part.Raw _) -> what.startsWith(ContentReader.UNKNOWN_CONTENT);
      case Part.Reasoning _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _ ->
          false;
    };
  }

  private void flush(Role role, List<Json> gathered) {
    if (!gathered.isEmpty()) {
      message(role, List.copyOf(gathered));
      gathered.clear();
    }
  }

  private void message(Role role, List<Json> gathered) {
    String word =
        switch (role) {
          case SYSTEM -> "system";
          case DEVELOPER -> "developer";
          case USER -> "user";
          case ASSISTANT -> "assistant";
        };
    finish(Json.obj().put("type", "message").put("role", word).put("content", Json.of(gathered)));
  }

  private void item(Part part, boolean isItem) {
    switch (part) {
      case Part.Reasoning reasoning -> reasoning(reasoning, isItem);
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> output(result);
      case Part.ServerToolCall(_, _, _, Part.Raw raw) -> raw(raw, "server_tool_call");
      case Part.ServerToolResult(_, _, _, Part.Raw raw) -> raw(raw, "server_tool_result");
      case Part.Unknown(String what, Part.Raw raw) -> raw(raw, what);
      default -> throw new IllegalStateException("content, not an item: " + part);
    }
  }

  private void reasoning(Part.Reasoning reasoning, boolean isItem) {
    Signature seal = reasoning.signature();
    boolean isTheirs = seal == null ? !isItem : !Seals.isOwn(seal);
    boolean isOnlyId = seal != null && seal.value().isEmpty();
    if (isTheirs || (isOnlyId && !isItem && !stored)) {
      return;
    }
    ObjBuilder item = Json.obj().put("type", "reasoning");
    if (seal != null) {
      Seals.putOwn(seal, item);
    }
    if (!extras.has("summary")) {
      boolean isThought = reasoning.text().isEmpty() || extras.has("content");
      item.put("summary", isThought ? Arr.empty() : summary(reasoning.text()));
    }
    finish(item);
  }

  static Arr summary(Str text) {
    return Arr.of(Json.obj().put("type", "summary_text").put("text", text).build());
  }

  private void call(Part.ToolCall call) {
    ToolName tool = call.tool();
    boolean isFreeform = tool.kind() == ToolName.Kind.FREEFORM;
    if (isFreeform) {
      freeformCalls.add(call.id());
    }
    finish(
        Json.obj()
            .put("type", isFreeform ? "custom_tool_call" : "function_call")
            .put("call_id", callId(call.id()))
            .put("name", names.outgoing(tool))
            .putIfPresent("namespace", tool.namespace())
            .put(isFreeform ? "input" : "arguments", argument(call.arguments(), isFreeform)));
  }

  /// The text of a call: free text as it is, arguments as a JSON object in a string.
  static Str argument(Arguments arguments, boolean isFreeform) {
    return switch (arguments) {
      case Arguments.Text(Str text) when isFreeform -> text;
      case Arguments.Text _, Arguments.Whole _ -> arguments.asText();
    };
  }

  private void output(Part.ToolResult result) {
    ToolName tool = result.tool();
    boolean isFreeform =
        freeformCalls.contains(result.callId())
            || (tool != null && tool.kind() == ToolName.Kind.FREEFORM);
    ObjBuilder item = Json.obj();
    if (!extras.has("type")) {
      item.put("type", isFreeform ? "custom_tool_call_output" : "function_call_output");
    }
    finish(
        item.put("call_id", callId(result.callId()))
            .put("output", content.output(result.content())));
  }

  private String callId(String id) {
    return own ? id : CallIds.fitting(id, MAX_CALL_ID, false);
  }

  private void raw(Part.Raw raw, String what) {
    if (!ContentWriter.isOwn(raw)) {
      String type = raw.value() instanceof Obj block ? block.text("type", what) : what;
      losses.add("messages." + type, "only its own format understands it");
    } else if (raw.value() instanceof Obj item && !item.isEmpty()) {
      items.add(item);
    }
  }

  /// Adds the item; the message's extras belong to its first one.
  private void finish(ObjBuilder item) {
    boolean isInstructions = extras.is("type", RequestReader.INSTRUCTIONS);
    items.add(isInstructions ? item.build() : item.putAll(extras).build());
    extras = Obj.empty();
  }
}
