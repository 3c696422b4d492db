package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Losses;
import dev.bifrost.wire.ToolNames;
import dev.bifrost.wire.Turns;
import dev.bifrost.wire.Written;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a request of another format in this one.
final class RequestWriter {
  private static final ToolNames.Rules NAMES = new ToolNames.Rules(128, "", false, false);

  private final ChatRequest request;
  private final ToolNames names;
  private final Losses losses = new Losses();
  private final PartWriter parts;

  RequestWriter(ChatRequest request) {
    this.request = request;
    this.names = ToolNames.of(request, NAMES);
    this.parts = new PartWriter(names, losses);
  }

  Written written() {
    List<Message> turns = turns();
    SettingsWriter settings = new SettingsWriter(request, turns, losses);
    ObjBuilder body = Json.obj().put("model", request.model());
    settings.writeMaxTokens(body);
    List<Obj> system = system();
    body.putIfPresent("system", system.isEmpty() ? null : Json.of(system));
    body.put("messages", Json.of(turns.stream().map(this::message).toList()));
    List<Obj> tools = tools();
    body.putIfPresent("tools", tools.isEmpty() ? null : Json.of(tools));
    body.putIfPresent("tool_choice", tools.isEmpty() ? null : choice(settings));
    settings.write(body);
    extras(body, request.extras());
    if (request.stream()) {
      body.put("stream", true);
    }
    return new Written(body.build(), losses.all(), names);
  }

  /// What this format itself said goes back; of other formats' members only those are told that may
  /// change the answer.
  private void extras(ObjBuilder body, Extras extras) {
    body.putAll(extras.in(AnthropicFormat.NAME));
    if (!AnthropicFormat.NAME.equals(extras.format())) {
      for (Member member : extras.members().members()) {
        if (!Harmless.NAMES.contains(member.name())) {
          losses.add(member.name(), "Messages has no counterpart");
        }
      }
    }
  }

  /// The system messages before the first turn.
  private List<Obj> system() {
    List<Part> system = new ArrayList<>();
    for (Message message : request.messages()) {
      if (!isSystem(message)) {
        break;
      }
      system.addAll(message.parts());
    }
    List<Obj> blocks = new ArrayList<>(parts.blocks(system));
    if (request.settings().output() instanceof Settings.OutputShape.AnyJson) {
      blocks.add(
          BlockWriter.text(Str.of("Answer with one JSON object and nothing else."), List.of()));
    }
    return blocks;
  }

  private static boolean isSystem(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }

  /// The turns after the first system messages. Later ones become reminders in the user's turn, as
  /// Claude Code itself writes them for models that take no system message there.
  private List<Message> turns() {
    List<Message> turns = new ArrayList<>();
    boolean begun = false;
    for (Message message : request.messages()) {
      begun |= !isSystem(message);
      if (begun) {
        turns.add(isSystem(message) ? reminder(message) : message);
      }
    }
    List<Message> mended = new ArrayList<>(Turns.mended(turns));
    if (mended.isEmpty() || mended.getFirst().role() == Role.ASSISTANT) {
      Part start = new Part.Text(Str.of("(The conversation begins.)"));
      mended.addFirst(Message.of(Role.USER, List.of(start)));
    }
    return mended;
  }

  private static Message reminder(Message system) {
    List<Part> wrapped = new ArrayList<>();
    for (Part part : system.parts()) {
      wrapped.add(
          part instanceof Part.Text(Str text, var _)
              ? new Part.Text(
                  Str.join(
                      List.of(Str.of("<system-reminder>\n"), text, Str.of("\n</system-reminder>"))))
              : part);
    }
    return Message.of(Role.USER, wrapped);
  }

  private Obj message(Message message) {
    List<Obj> blocks = parts.blocks(message.parts());
    if (blocks.isEmpty()) {
      blocks = List.of(BlockWriter.text(Str.of("(nothing)"), List.of()));
    }
    return Json.obj()
        .put("role", message.role() == Role.ASSISTANT ? "assistant" : "user")
        .put("content", Json.of(blocks))
        .putAll(message.extras().in(AnthropicFormat.NAME))
        .build();
  }

  private List<Obj> tools() {
    List<Obj> tools = new ArrayList<>();
    for (Tool tool : request.tools().tools()) {
      switch (tool) {
        case Tool.Function function -> tools.add(function(function));
        case Tool.Freeform freeform ->
            tools.add(
                Json.obj()
                    .put("name", names.outgoing(freeform.name()))
                    .putIfPresent("description", freeform.description())
                    .put("input_schema", ToolNames.freeformSchema())
                    .build());
        case Tool.Server server -> {
          Obj own = server(server);
          if (own == null) {
            losses.add("tools." + server.name(), "Messages has no such tool of the provider's own");
          } else {
            tools.add(own);
          }
        }
      }
    }
    return tools;
  }

  private Obj function(Tool.Function function) {
    Obj schema = function.parameters();
    ObjBuilder tool =
        Json.obj()
            .put("name", names.outgoing(function.name()))
            .putIfPresent("description", function.description())
            .put(
                "input_schema",
                schema == null || !schema.has("type") ? emptySchema(schema) : schema);
    if (Boolean.TRUE.equals(function.options().strict())) {
      tool.put("strict", true);
    }
    Part.CachePoint cache = function.options().cache();
    tool.putIfPresent("cache_control", cache == null ? null : PartWriter.mark(cache));
    return tool.putAll(function.options().extras().in(AnthropicFormat.NAME)).build();
  }

  private static Obj emptySchema(@Nullable Obj schema) {
    return (schema == null ? Obj.empty() : schema).with("type", Json.of("object"));
  }

  private static @Nullable Obj server(Tool.Server server) {
    if (server.raw().format().equals(AnthropicFormat.NAME)
        && server.raw().value() instanceof Obj own) {
      return own;
    }
    return switch (server.kind()) {
      case WEB_SEARCH ->
          Json.obj().put("type", "web_search_20250305").put("name", "web_search").build();
      case WEB_FETCH,
          CODE_EXECUTION,
          FILE_SEARCH,
          COMPUTER,
          IMAGE_GENERATION,
          MCP,
          TOOL_SEARCH,
          OTHER ->
          null;
    };
  }

  private @Nullable Obj choice(SettingsWriter settings) {
    Toolbox toolbox = request.tools();
    ObjBuilder choice =
        switch (toolbox.choice()) {
          case null -> toolbox.parallel() == null ? null : type("auto");
          case ToolChoice.Auto _ -> type("auto");
          case ToolChoice.None _ -> type("none");
          case ToolChoice.Required _ -> forced(settings, type("any"));
          case ToolChoice.Named(var tool) ->
              forced(settings, type("tool").put("name", names.outgoing(tool)));
          case ToolChoice.Allowed(var allowed, boolean required) -> {
            losses.add("tool_choice.allowed_tools", "Messages cannot allow some of the tools only");
            yield required ? forced(settings, type("any")) : type("auto");
          }
        };
    if (choice == null) {
      return null;
    }
    if (Boolean.FALSE.equals(toolbox.parallel())
        && !(toolbox.choice() instanceof ToolChoice.None)) {
      choice.put("disable_parallel_tool_use", true);
    }
    return choice.build();
  }

  /// Anthropic refuses a forced call while thinking.
  private static ObjBuilder forced(SettingsWriter settings, ObjBuilder choice) {
    settings.withoutThinking();
    return choice;
  }

  private static ObjBuilder type(String type) {
    return Json.obj().put("type", type);
  }
}
