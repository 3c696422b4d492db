package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;

/// A call of a client's tool: `function_call`, or `custom_tool_call` where the tool takes free
/// text.
final class CallItem implements OutputItem, OpenPart {
  private static final Str NO_ARGUMENTS = Str.of("{}");

  private final Events events;
  private final int index;
  private final String id;
  private final String callId;
  private final ToolName tool;
  private final boolean isFreeform;
  private final Pieces pieces = new Pieces();
  private boolean ended;

  CallItem(Events events, int index, String id, String callId, ToolName tool) {
    this.events = events;
    this.index = index;
    this.id = id;
    this.callId = callId;
    this.tool = tool;
    this.isFreeform = tool.kind() == ToolName.Kind.FREEFORM;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean isComplete() {
    return ended;
  }

  @Override
  public void close() {
    end();
  }

  /// The item as it is when it is added.
  Obj begun() {
    return item("in_progress", Str.EMPTY);
  }

  @Override
  public Obj whole(String status) {
    return item(status, pieces.joined());
  }

  private Obj item(String status, Str said) {
    return Json.obj()
        .put("id", id)
        .put("type", isFreeform ? "custom_tool_call" : "function_call")
        .put("status", status)
        .put("call_id", callId)
        .put("name", tool.name())
        .putIfPresent("namespace", tool.namespace())
        .put(isFreeform ? "input" : "arguments", said)
        .build();
  }

  @Override
  public void say(Str text) {
    if (!text.isEmpty()) {
      pieces.add(text);
      String type =
          isFreeform
              ? "response.custom_tool_call_input.delta"
              : "response.function_call_arguments.delta";
      events.send(type, events.event(type, this).put("delta", text));
    }
  }

  /// A function that takes nothing is called with an empty object, never with an empty text.
  @Override
  public void end() {
    if (ended) {
      return;
    }
    if (!isFreeform && pieces.joined().isBlank()) {
      say(NO_ARGUMENTS);
    }
    ended = true;
    Str said = pieces.joined();
    if (isFreeform) {
      String type = "response.custom_tool_call_input.done";
      events.send(type, events.event(type, this).put("input", said));
      return;
    }
    String type = "response.function_call_arguments.done";
    ObjBuilder event = events.event(type, this).put("name", tool.name());
    events.send(type, event.put("arguments", said));
  }
}
