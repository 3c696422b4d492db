package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.Objects;

/// Calls of tools in messages.
final class Calls {
  private Calls() {}

  static Part.ToolCall read(Obj call) {
    Obj custom = call.obj("custom");
    if (custom != null && !call.is("type", "function")) {
      ToolName tool = new ToolName(custom.text("name", ""), null, ToolName.Kind.FREEFORM);
      return new Part.ToolCall(
          call.text("id", ""), tool, new Arguments.Text(RequestReader.str(custom, "input")));
    }
    Obj function = Objects.requireNonNullElse(call.obj("function"), Obj.empty());
    return new Part.ToolCall(
        call.text("id", ""), ToolName.function(function.text("name", "")), arguments(function));
  }

  /// Some providers give the arguments as an object although the format wants a text.
  static Arguments arguments(Obj function) {
    return switch (function.get("arguments")) {
      case Obj object -> new Arguments.Whole(object);
      case Str text -> new Arguments.Text(text);
      case null, default -> Arguments.none();
    };
  }

  /// A call of the time before tools had ids; its result names the function.
  static Part.ToolCall legacy(Obj function) {
    String name = function.text("name", "");
    return new Part.ToolCall(name, ToolName.function(name), arguments(function));
  }

  /// One entry of `tool_calls`.
  static Obj write(String id, String name, ToolName.Kind kind, Arguments arguments) {
    boolean freeform = kind == ToolName.Kind.FREEFORM;
    Str text =
        freeform && arguments instanceof Arguments.Text(Str free) ? free : arguments.asText();
    return Json.obj()
        .put("id", id)
        .put("type", freeform ? "custom" : "function")
        .put(
            freeform ? "custom" : "function",
            Json.obj().put("name", name).put(freeform ? "input" : "arguments", text).build())
        .build();
  }
}
