package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Understands what the model may call.
final class ToolsReader {
  private final Fields request;

  ToolsReader(Fields request) {
    this.request = request;
  }

  List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    int index = 0;
    for (Json item : request.list("tools")) {
      Place place = Place.ROOT.member("tools").item(index++);
      if (!(item instanceof Obj tool)) {
        throw Fields.refusal(place, "an object");
      }
      tools.add(tool(tool, place));
    }
    index = 0;
    for (Json item : request.list("functions")) {
      Place place = Place.ROOT.member("functions").item(index++);
      if (item instanceof Obj function) {
        tools.add(function(function, Obj.empty(), place));
      }
    }
    return tools;
  }

  private static Tool tool(Obj tool, Place place) {
    Obj function = tool.obj("function");
    if (function != null) {
      return function(function, tool, place.member("function"));
    }
    Obj custom = tool.obj("custom");
    if (custom != null) {
      Fields fields = new Fields(custom, place.member("custom"));
      return new Tool.Freeform(
          new ToolName(fields.required("name").value(), null, ToolName.Kind.FREEFORM),
          fields.str("description"),
          fields.obj("format"));
    }
    String type = tool.text("type", "tool");
    ServerToolKind kind =
        type.contains("web_search") ? ServerToolKind.WEB_SEARCH : ServerToolKind.OTHER;
    return new Tool.Server(kind, type, new Part.Raw(ChatFormat.NAME, tool));
  }

  private static Tool function(Obj function, Obj tool, Place place) {
    Fields fields = new Fields(function, place);
    Obj mark = tool.obj("cache_control");
    return new Tool.Function(
        ToolName.function(fields.required("name").value()),
        fields.str("description"),
        fields.obj("parameters"),
        new Tool.Options(
            fields.bool("strict"),
            false,
            mark == null ? null : new Part.CachePoint(mark.text("ttl")),
            Extras.NONE));
  }

  @Nullable ToolChoice choice() {
    Json choice =
        request.present("tool_choice") == null
            ? request.present("function_call")
            : request.present("tool_choice");
    return switch (choice) {
      case null -> null;
      case Str word -> word(word.value());
      case Obj object -> object(object);
      default -> throw refused();
    };
  }

  private static ToolChoice word(String word) {
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required", "any" -> new ToolChoice.Required();
      default -> throw refused();
    };
  }

  private static RuntimeException refused() {
    return Fields.refusal(
        Place.ROOT.member("tool_choice"), "none, auto, required, or an object that names a tool");
  }

  private static ToolChoice object(Obj choice) {
    Obj allowed = choice.obj("allowed_tools");
    if (allowed != null) {
      List<ToolName> tools =
          allowed.list("tools").objects().stream().map(ToolsReader::named).toList();
      return new ToolChoice.Allowed(tools, allowed.is("mode", "required"));
    }
    return new ToolChoice.Named(named(choice));
  }

  private static ToolName named(Obj choice) {
    Obj custom = choice.obj("custom");
    if (custom != null) {
      return new ToolName(custom.text("name", ""), null, ToolName.Kind.FREEFORM);
    }
    Obj function = choice.obj("function");
    return ToolName.function((function == null ? choice : function).text("name", ""));
  }
}
