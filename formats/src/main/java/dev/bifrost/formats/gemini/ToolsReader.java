package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `tools` and `toolConfig`.
final class ToolsReader {
  private ToolsReader() {}

  /// What the model may call. Members of `toolConfig` that have no word here go to `extras`, named
  /// `toolConfig.…`.
  static Toolbox read(Obj body, ObjBuilder extras) {
    List<Tool> tools = new ArrayList<>();
    Place place = Place.of("tools");
    List<Obj> entries = place.objects(Field.present(body, "tools"));
    for (int i = 0; i < entries.size(); i++) {
      entry(entries.get(i), place.at(i), tools);
    }
    Place configPlace = Place.of(Field.TOOL_CONFIG.camel());
    Obj config = configPlace.object(Field.TOOL_CONFIG.of(body));
    return new Toolbox(tools, config == null ? null : choice(config, configPlace, extras), null);
  }

  /// One entry may hold functions and any number of Google's own tools.
  private static void entry(Obj entry, Place place, List<Tool> tools) {
    for (Member member : entry.members()) {
      if (Field.FUNCTION_DECLARATIONS.names(member.key())) {
        Place at = place.in(Field.FUNCTION_DECLARATIONS);
        List<Obj> functions = at.objects(Field.FUNCTION_DECLARATIONS.of(entry));
        for (int i = 0; i < functions.size(); i++) {
          tools.add(function(functions.get(i), at.at(i)));
        }
      } else if (member.value() != Null.NULL) {
        String name = member.name();
        Obj own = Json.obj().put(name, member.value()).build();
        tools.add(new Tool.Server(kind(name), name, new Part.Raw(GeminiFormat.NAME, own)));
      }
    }
  }

  private static ServerToolKind kind(String member) {
    return switch (member) {
      case "googleSearch", "google_search", "googleSearchRetrieval", "google_search_retrieval" ->
          ServerToolKind.WEB_SEARCH;
      case "urlContext", "url_context" -> ServerToolKind.WEB_FETCH;
      case "codeExecution", "code_execution" -> ServerToolKind.CODE_EXECUTION;
      case "fileSearch", "file_search" -> ServerToolKind.FILE_SEARCH;
      case "computerUse", "computer_use" -> ServerToolKind.COMPUTER;
      case "mcpServers", "mcp_servers" -> ServerToolKind.MCP;
      default -> ServerToolKind.OTHER;
    };
  }

  private static Tool function(Obj declaration, Place place) {
    Str name = place.in("name").string(declaration.get("name"));
    if (name == null) {
      throw place.in("name").wrong("the function's name");
    }
    Obj parameters = place.in("parameters").object(Field.present(declaration, "parameters"));
    if (parameters == null) {
      Place at = place.in(Field.PARAMETERS_JSON_SCHEMA);
      parameters = at.object(Field.PARAMETERS_JSON_SCHEMA.of(declaration));
    }
    Obj others =
        declaration.without(
            "name", "description", "parameters", Field.PARAMETERS_JSON_SCHEMA.in(declaration));
    return new Tool.Function(
        ToolName.function(name.value()),
        declaration.str("description"),
        parameters == null ? null : SchemaFromGemini.jsonSchema(parameters),
        new Tool.Options(null, false, null, Extras.of(GeminiFormat.NAME, others)));
  }

  private static @Nullable ToolChoice choice(Obj config, Place place, ObjBuilder extras) {
    Place callingPlace = place.in(Field.FUNCTION_CALLING_CONFIG);
    Obj calling = callingPlace.object(Field.FUNCTION_CALLING_CONFIG.of(config));
    Obj others = config.without(Field.FUNCTION_CALLING_CONFIG.in(config));
    others.members().forEach(m -> extras.put("toolConfig." + m.name(), m.value()));
    if (calling == null) {
      return null;
    }
    Str mode = callingPlace.in("mode").string(Field.present(calling, "mode"));
    List<ToolName> names =
        callingPlace
            .in(Field.ALLOWED_FUNCTION_NAMES)
            .strings(Field.ALLOWED_FUNCTION_NAMES.of(calling))
            .stream()
            .map(name -> ToolName.function(name.value()))
            .toList();
    ToolChoice choice = choice(mode == null ? "" : mode.value(), names);
    Obj unsaid = calling.without(Field.ALLOWED_FUNCTION_NAMES.in(calling));
    Obj rest = choice == null ? unsaid : unsaid.without("mode");
    if (!rest.isEmpty()) {
      extras.put("toolConfig." + Field.FUNCTION_CALLING_CONFIG.camel(), rest);
    }
    return choice;
  }

  /// `VALIDATED` lets the model choose as `AUTO` does and takes names as `ANY` does.
  private static @Nullable ToolChoice choice(String mode, List<ToolName> names) {
    return switch (mode) {
      case "AUTO", "auto" -> new ToolChoice.Auto();
      case "NONE", "none" -> new ToolChoice.None();
      case "ANY", "any" ->
          switch (names.size()) {
            case 0 -> new ToolChoice.Required();
            case 1 -> new ToolChoice.Named(names.getFirst());
            default -> new ToolChoice.Allowed(names, true);
          };
      case "VALIDATED", "validated" ->
          names.isEmpty() ? null : new ToolChoice.Allowed(names, false);
      default -> null;
    };
  }
}
