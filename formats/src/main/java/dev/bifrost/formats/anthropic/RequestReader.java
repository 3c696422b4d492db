package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Understands a request.
final class RequestReader {
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "system",
          "tools",
          "tool_choice",
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "thinking",
          "output_config",
          "metadata",
          "service_tier",
          "stream");
  private static final Set<String> KNOWN_OF_MESSAGE = Set.of("role", "content");
  private static final Set<String> KNOWN_OF_TOOL =
      Set.of(
          "type",
          "name",
          "description",
          "input_schema",
          "strict",
          "defer_loading",
          "cache_control");

  /// Claude Code's stand-in for tools that are not loaded; no model may see it.
  private static final String PLACEHOLDER = "DeferredToolPlaceholder";

  private final Fields request;

  RequestReader(Obj body) {
    this.request = new Fields(body, Place.ROOT);
  }

  ChatRequest request() {
    return new ChatRequest(
        request.required("model").value(),
        messages(),
        new Toolbox(tools(), choice(), parallel()),
        SettingsReader.read(request),
        Boolean.TRUE.equals(request.bool("stream")),
        Extras.of(AnthropicFormat.NAME, request.others(KNOWN)));
  }

  private List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    if (request.present("system") != null) {
      List<Part> parts = PartReader.content(request.object(), "system", Place.ROOT);
      messages.add(Message.of(Message.Role.SYSTEM, parts));
    }
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
    List<Part> parts = PartReader.content(message.object(), "content", message.place());
    return new Message(
        switch (role) {
          case "assistant" -> Message.Role.ASSISTANT;
          case "system" -> Message.Role.SYSTEM;
          case "developer" -> Message.Role.DEVELOPER;
          case "user" -> Message.Role.USER;
          default ->
              throw Fields.refusal(message.place().member("role"), "user, assistant or system");
        },
        parts,
        Extras.of(AnthropicFormat.NAME, message.others(KNOWN_OF_MESSAGE)));
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    int index = 0;
    for (Json item : request.list("tools")) {
      Place place = Place.ROOT.member("tools").item(index++);
      if (!(item instanceof Obj tool)) {
        throw Fields.refusal(place, "an object");
      }
      if (!tool.is("name", PLACEHOLDER)) {
        tools.add(tool(new Fields(tool, place)));
      }
    }
    return tools;
  }

  private static Tool tool(Fields tool) {
    String type = tool.text("type");
    if (type != null && !type.equals("custom")) {
      return new Tool.Server(
          kind(type),
          tool.object().text("name", type),
          new Part.Raw(AnthropicFormat.NAME, tool.object()));
    }
    Tool.Options options =
        new Tool.Options(
            tool.bool("strict"),
            Boolean.TRUE.equals(tool.bool("defer_loading")),
            PartReader.cachePoint(tool.object()),
            Extras.of(AnthropicFormat.NAME, tool.others(KNOWN_OF_TOOL)));
    return new Tool.Function(
        ToolName.function(tool.required("name").value()),
        tool.str("description"),
        tool.obj("input_schema"),
        options);
  }

  /// What a server tool does, by the beginning of its dated type.
  static ServerToolKind kind(String type) {
    if (type.startsWith("web_search")) {
      return ServerToolKind.WEB_SEARCH;
    }
    if (type.startsWith("web_fetch")) {
      return ServerToolKind.WEB_FETCH;
    }
    if (type.startsWith("code_execution")
        || type.startsWith("bash_code")
        || type.startsWith("text_editor_code")) {
      return ServerToolKind.CODE_EXECUTION;
    }
    if (type.startsWith("computer")) {
      return ServerToolKind.COMPUTER;
    }
    if (type.startsWith("mcp")) {
      return ServerToolKind.MCP;
    }
    return type.startsWith("tool_search") ? ServerToolKind.TOOL_SEARCH : ServerToolKind.OTHER;
  }

  private @Nullable ToolChoice choice() {
    Obj choice = request.obj("tool_choice");
    if (choice == null) {
      return null;
    }
    return switch (choice.text("type", "")) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "any" -> new ToolChoice.Required();
      case "tool" -> {
        Str name = choice.str("name");
        if (name == null) {
          throw Fields.refusal(Place.ROOT.member("tool_choice").member("name"), "a string");
        }
        yield new ToolChoice.Named(ToolName.function(name.value()));
      }
      default ->
          throw Fields.refusal(
              Place.ROOT.member("tool_choice").member("type"), "auto, any, tool or none");
    };
  }

  private @Nullable Boolean parallel() {
    Obj choice = request.obj("tool_choice");
    if (choice == null || !choice.has("disable_parallel_tool_use")) {
      return null;
    }
    return !choice.isTrue("disable_parallel_tool_use");
  }
}
