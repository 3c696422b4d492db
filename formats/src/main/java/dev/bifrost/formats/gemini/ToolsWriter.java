package dev.bifrost.formats.gemini;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.ToolNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes `tools` and `toolConfig`.
final class ToolsWriter {
  /// A tool of Claude Code that stands for tools it has not sent; no other provider may see it.
  private static final String PLACEHOLDER_TOOL = "DeferredToolPlaceholder";

  /// Members of foreign tool definitions that change nothing for the model.
  private static final Set<String> HARMLESS =
      Set.of("type", "name", "cache_control", "eager_input_streaming", "defer_loading", "strict");

  private final ToolNames names;
  private final SchemaDialect schemas;
  private final Losses losses;

  ToolsWriter(ToolNames names, SchemaDialect schemas, Losses losses) {
    this.names = names;
    this.schemas = schemas;
    this.losses = losses;
  }

  /// The tools; empty where there are none. All functions stand in one entry, at the place of the
  /// first.
  List<Json> tools(ChatRequest request) {
    List<Json> functions = new ArrayList<>();
    for (Tool tool : request.tools().tools()) {
      switch (tool) {
        case Tool.Function function -> {
          boolean standIn =
              function.options().deferred() && function.name().name().equals(PLACEHOLDER_TOOL);
          if (!standIn) {
            functions.add(function(function));
          }
        }
        case Tool.Freeform freeform -> functions.add(freeform(freeform));
        case Tool.Server _ -> {}
      }
    }
    List<Json> tools = new ArrayList<>();
    boolean declared = functions.isEmpty();
    for (Tool tool : request.tools().tools()) {
      if (tool instanceof Tool.Server server) {
        Obj written = server(server, !functions.isEmpty());
        if (written != null) {
          tools.add(written);
        }
      } else if (!declared) {
        declared = true;
        tools.add(Json.obj().put(Field.FUNCTION_DECLARATIONS.camel(), Json.of(functions)).build());
      }
    }
    return tools;
  }

  private Obj function(Tool.Function function) {
    ObjBuilder declaration =
        Json.obj()
            .put("name", names.outgoing(function.name()))
            .putIfPresent("description", function.description());
    Obj parameters = function.parameters();
    if (parameters != null && !parameters.isEmpty()) {
      schema(parameters, declaration);
    }
    properties(function.options(), declaration);
    return declaration.build();
  }

  private void properties(Tool.Options options, ObjBuilder declaration) {
    Extras extras = options.extras();
    for (Member extra : extras.members().members()) {
      if (GeminiFormat.NAME.equals(extras.format())) {
        declaration.put(extra.name(), extra.value());
      } else if (!HARMLESS.contains(extra.name())) {
        losses.add("tools." + extra.name(), "Gemini's functions have no such property");
      }
    }
  }

  private void schema(Obj parameters, ObjBuilder declaration) {
    switch (schemas) {
      case JSON_SCHEMA -> declaration.put(Field.PARAMETERS_JSON_SCHEMA.camel(), parameters);
      case OPEN_API -> {
        Obj cleaned = SchemaForGemini.parameters(parameters);
        Obj properties = cleaned.obj("properties");
        // Google refuses an object without properties here; no schema means no arguments.
        if (properties != null && !properties.isEmpty()) {
          declaration.put("parameters", cleaned);
        }
      }
    }
  }

  /// A tool that takes free text becomes a function of one text; its grammar goes into the words
  /// for the model.
  private Obj freeform(Tool.Freeform tool) {
    Str description = tool.description();
    Str grammar = tool.grammar() == null ? null : tool.grammar().str("definition");
    if (grammar != null) {
      Str said = description == null ? Str.EMPTY : description;
      description =
          Str.join(List.of(said, Str.of("\n\nThe input follows this grammar:\n"), grammar));
    }
    ObjBuilder declaration =
        Json.obj()
            .put("name", names.outgoing(tool.name()))
            .putIfPresent("description", description);
    schema(ToolNames.freeformSchema(), declaration);
    properties(tool.options(), declaration);
    return declaration.build();
  }

  /// Another format's own tool becomes Google's of the same kind, but only where no functions stand
  /// beside it: older models refuse the mixture, and newer ones answer it with parts that the
  /// client would have to give back.
  private @Nullable Obj server(Tool.Server tool, boolean functions) {
    if (tool.raw().format().equals(GeminiFormat.NAME)) {
      return tool.raw().value() instanceof Obj own ? own : null;
    }
    String counterpart = functions ? null : counterpart(tool.kind());
    if (counterpart == null) {
      String why = functions ? "Gemini takes it only without functions" : "Gemini has no such tool";
      losses.add("tools." + tool.name(), why);
      return null;
    }
    if (tool.raw().value() instanceof Obj definition) {
      for (Member member : definition.members()) {
        if (!HARMLESS.contains(member.name())) {
          losses.add(
              "tools." + tool.name() + "." + member.name(), "Gemini's tool has no such property");
        }
      }
    }
    return Json.obj().put(counterpart, Obj.empty()).build();
  }

  private static @Nullable String counterpart(ServerToolKind kind) {
    return switch (kind) {
      case WEB_SEARCH -> "googleSearch";
      case WEB_FETCH -> "urlContext";
      case CODE_EXECUTION -> "codeExecution";
      case FILE_SEARCH, COMPUTER, IMAGE_GENERATION, MCP, TOOL_SEARCH, OTHER -> null;
    };
  }

  /// The tool configuration; empty where nothing was said.
  Obj config(ChatRequest request) {
    ObjBuilder calling = Json.obj();
    ToolChoice choice = request.tools().choice();
    Set<ToolName> offered = offered(request);
    if (choice instanceof ToolChoice.Auto || (choice != null && !offered.isEmpty())) {
      choice(choice, offered, calling);
    }
    if (Boolean.FALSE.equals(request.tools().parallel()) && !offered.isEmpty()) {
      losses.add("parallel_tool_calls", "Gemini may always call several functions at once");
    }
    ObjBuilder config = Json.obj();
    for (Member extra : request.extras().in(GeminiFormat.NAME).members()) {
      if (extra.key().is("toolConfig.functionCallingConfig")
          && extra.value() instanceof Obj unsaid) {
        calling.putAll(unsaid);
      } else if (extra.name().startsWith("toolConfig.")) {
        config.put(extra.name().substring("toolConfig.".length()), extra.value());
      }
    }
    Obj called = calling.build();
    if (!called.isEmpty()) {
      config.put(Field.FUNCTION_CALLING_CONFIG.camel(), called);
    }
    return config.build();
  }

  private static Set<ToolName> offered(ChatRequest request) {
    Set<ToolName> offered = new HashSet<>();
    for (Tool tool : request.tools().tools()) {
      switch (tool) {
        case Tool.Function function -> offered.add(function.name());
        case Tool.Freeform freeform -> offered.add(freeform.name());
        case Tool.Server _ -> {}
      }
    }
    return offered;
  }

  private void choice(ToolChoice choice, Set<ToolName> offered, ObjBuilder calling) {
    switch (choice) {
      case ToolChoice.Auto() -> calling.put("mode", "AUTO");
      case ToolChoice.None() -> calling.put("mode", "NONE");
      case ToolChoice.Required() -> calling.put("mode", "ANY");
      case ToolChoice.Named(ToolName tool) -> named("ANY", List.of(tool), offered, calling);
      case ToolChoice.Allowed(List<ToolName> tools, boolean required) ->
          named(required ? "ANY" : "VALIDATED", tools, offered, calling);
    }
  }

  /// Google refuses names that are not offered; where none is left the model chooses.
  private void named(String mode, List<ToolName> tools, Set<ToolName> offered, ObjBuilder calling) {
    List<Json> allowed = new ArrayList<>(tools.size());
    for (ToolName tool : tools) {
      if (offered.contains(tool)) {
        allowed.add(Json.of(names.outgoing(tool)));
      }
    }
    if (allowed.size() < tools.size()) {
      losses.add("tool_choice", "it names a tool that is not offered");
    }
    if (allowed.isEmpty()) {
      calling.put("mode", "AUTO");
    } else {
      calling.put("mode", mode).put(Field.ALLOWED_FUNCTION_NAMES.camel(), Json.of(allowed));
    }
  }
}
