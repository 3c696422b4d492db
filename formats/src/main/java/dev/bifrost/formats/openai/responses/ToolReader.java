package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Understands `tools` and `tool_choice`. Without state.
final class ToolReader {
  /// The extra that holds a namespace's description; the first tool of the namespace carries it.
  static final String NAMESPACE_DESCRIPTION = "namespace_description";

  private static final Set<String> FUNCTION =
      Set.of("type", "name", "description", "parameters", "strict", "defer_loading");
  private static final Set<String> CUSTOM =
      Set.of("type", "name", "description", "format", "defer_loading");

  private ToolReader() {}

  /// Adds the tools of a list.
  static void read(Arr list, Place place, List<Tool> tools) {
    read(list, place, null, null, tools);
  }

  private static void read(
      Arr list,
      Place place,
      @Nullable String namespace,
      @Nullable Str description,
      List<Tool> tools) {
    Str about = description;
    List<Json> values = list.values();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Obj tool)) {
        throw Fields.refusal(place.item(i), "an object");
      }
      Fields fields = new Fields(tool, place.item(i));
      String type = fields.required("type").value();
      switch (type) {
        case "function" -> tools.add(function(fields, namespace, about));
        case "custom" -> tools.add(custom(fields, namespace, about));
        case "namespace" ->
            read(
                fields.list("tools"),
                fields.place().member("tools"),
                fields.required("name").value(),
                fields.str("description"),
                tools);
        default -> tools.add(new Tool.Server(ItemReader.kind(type), type, ContentReader.raw(tool)));
      }
      about = null;
    }
  }

  private static Tool function(Fields fields, @Nullable String namespace, @Nullable Str about) {
    return new Tool.Function(
        new ToolName(fields.required("name").value(), namespace, ToolName.Kind.FUNCTION),
        fields.str("description"),
        fields.obj("parameters"),
        new Tool.Options(
            fields.bool("strict"), isDeferred(fields), null, extras(fields, FUNCTION, about)));
  }

  private static Tool custom(Fields fields, @Nullable String namespace, @Nullable Str about) {
    return new Tool.Freeform(
        new ToolName(fields.required("name").value(), namespace, ToolName.Kind.FREEFORM),
        fields.str("description"),
        fields.obj("format"),
        new Tool.Options(null, isDeferred(fields), null, extras(fields, CUSTOM, about)));
  }

  private static boolean isDeferred(Fields fields) {
    return Boolean.TRUE.equals(fields.bool("defer_loading"));
  }

  private static Extras extras(Fields fields, Set<String> known, @Nullable Str about) {
    Obj others = fields.others(known);
    return Extras.of(
        ResponsesFormat.NAME,
        about == null || about.isEmpty() ? others : others.with(NAMESPACE_DESCRIPTION, about));
  }

  /// What `tool_choice` says, or null where it says nothing that has a word: then the raw value is
  /// kept among the request's extras.
  static @Nullable ToolChoice choice(Fields request) {
    return switch (request.present("tool_choice")) {
      case null -> null;
      case Str word -> word(request, word.value());
      case Obj form -> form(form);
      default -> request.refuse("tool_choice", "a string or an object");
    };
  }

  private static ToolChoice word(Fields request, String word) {
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required", "any" -> new ToolChoice.Required();
      default ->
          request.refuse("tool_choice", "\"none\", \"auto\", \"required\" or an object, not this");
    };
  }

  private static @Nullable ToolChoice form(Obj form) {
    if (!form.is("type", "allowed_tools")) {
      ToolName one = named(form);
      return one == null ? null : new ToolChoice.Named(one);
    }
    List<ToolName> allowed = new ArrayList<>();
    for (Obj entry : form.list("tools").objects()) {
      ToolName tool = named(entry);
      if (tool == null) {
        return null;
      }
      allowed.add(tool);
    }
    return new ToolChoice.Allowed(allowed, form.is("mode", "required"));
  }

  /// The tool that a choice names; a provider's own tool goes by its type, a tool of an MCP server
  /// has no name here.
  private static @Nullable ToolName named(Obj entry) {
    String type = entry.text("type", "");
    return switch (type) {
      case "function" -> ItemReader.toolName(entry, ToolName.Kind.FUNCTION);
      case "custom" -> ItemReader.toolName(entry, ToolName.Kind.FREEFORM);
      case "", "mcp", "namespace" -> null;
      default -> ToolName.function(type);
    };
  }
}
