package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Losses;
import dev.bifrost.wire.ToolNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes `tools` and `tool_choice`. One request, one thread.
final class ToolWriter {
  /// A stand-in that Claude Code offers while its tools are deferred; it means nothing to others.
  private static final String PLACEHOLDER = "DeferredToolPlaceholder";

  /// A place in the list: one tool, or the tools of a namespace, gathered under the first of them.
  private record Slot(@Nullable String namespace, @Nullable Str description, List<Json> tools) {}

  private final ToolNames names;
  private final Losses losses;
  private final boolean own;
  private final ServerTools serverTools;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, Slot> namespaces = new HashMap<>();

  /// @param own whether the request was read from this format
  ToolWriter(ToolNames names, Losses losses, boolean own) {
    this.names = names;
    this.losses = losses;
    this.own = own;
    this.serverTools = new ServerTools(losses);
  }

  /// Puts all that the toolbox says.
  void write(Toolbox tools, ObjBuilder body) {
    for (Tool tool : tools.tools()) {
      switch (tool) {
        case Tool.Function function -> add(function.name(), function.options(), function(function));
        case Tool.Freeform freeform -> add(freeform.name(), freeform.options(), freeform(freeform));
        case Tool.Server server -> {
          Obj written = serverTools.write(server, body);
          if (written != null) {
            slots.add(new Slot(null, null, List.of(written)));
          }
        }
      }
    }
    List<Json> written = slots.stream().map(ToolWriter::written).toList();
    if (!written.isEmpty()) {
      body.put("tools", Arr.of(written));
    }
    choice(tools, written.size(), body);
    if (tools.parallel() != null && (own || !written.isEmpty())) {
      body.put("parallel_tool_calls", tools.parallel());
    }
  }

  private void add(ToolName tool, Tool.Options options, @Nullable Obj definition) {
    if (definition == null) {
      return;
    }
    String namespace = tool.namespace();
    if (namespace == null) {
      slots.add(new Slot(null, null, List.of(definition)));
      return;
    }
    Slot slot = namespaces.get(namespace);
    if (slot == null) {
      Obj extras = options.extras().in(ResponsesFormat.NAME);
      slot = new Slot(namespace, extras.str(ToolReader.NAMESPACE_DESCRIPTION), new ArrayList<>());
      namespaces.put(namespace, slot);
      slots.add(slot);
    }
    slot.tools().add(definition);
  }

  private static Json written(Slot slot) {
    if (slot.namespace() == null) {
      return slot.tools().get(0);
    }
    return Json.obj()
        .put("type", "namespace")
        .put("name", slot.namespace())
        .put("description", ItemReader.orEmpty(slot.description()))
        .put("tools", Arr.of(slot.tools()))
        .build();
  }

  private @Nullable Obj function(Tool.Function tool) {
    Tool.Options options = tool.options();
    if (!own && options.deferred() && tool.name().name().equals(PLACEHOLDER)) {
      return null;
    }
    Boolean strict = options.strict();
    // Left out, `strict` counts as true here, unlike elsewhere.
    Json strictness = strict == null ? (own ? null : Json.of(false)) : Json.of(strict);
    ObjBuilder written =
        Json.obj()
            .put("type", "function")
            .put("name", names.outgoing(tool.name()))
            .putIfPresent("description", tool.description())
            .putIfPresent("parameters", parameters(tool.parameters()))
            .putIfPresent("strict", strictness);
    return rest(options, written);
  }

  private Obj freeform(Tool.Freeform tool) {
    return rest(
        tool.options(),
        Json.obj()
            .put("type", "custom")
            .put("name", names.outgoing(tool.name()))
            .putIfPresent("description", tool.description())
            .putIfPresent("format", tool.grammar()));
  }

  private @Nullable Json parameters(@Nullable Obj schema) {
    if (own || (schema != null && schema.has("type"))) {
      return schema;
    }
    ObjBuilder object = Json.obj().put("type", "object");
    return schema == null || schema.isEmpty()
        ? object.put("properties", Obj.empty()).build()
        : object.putAll(schema).build();
  }

  /// Deferred tools need OpenAI's own tool search, which other formats' clients do not offer.
  private Obj rest(Tool.Options options, ObjBuilder written) {
    if (own && options.deferred()) {
      written.put("defer_loading", true);
    }
    Obj extras = options.extras().in(ResponsesFormat.NAME);
    return written.putAll(extras.without(ToolReader.NAMESPACE_DESCRIPTION)).build();
  }

  private void choice(Toolbox tools, int offered, ObjBuilder body) {
    ToolChoice choice = tools.choice();
    if (choice == null || (offered == 0 && !own)) {
      return;
    }
    Set<ToolName> known = Offered.names(tools);
    switch (choice) {
      case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
      case ToolChoice.None _ -> body.put("tool_choice", "none");
      case ToolChoice.Required _ -> body.put("tool_choice", "required");
      case ToolChoice.Named(ToolName tool) -> {
        boolean isServer = serverTools.type(tool.name()) != null;
        if (isServer && offered == 1 && !own) {
          body.put("tool_choice", "required");
        } else if (own || known.contains(tool) || isServer) {
          body.put("tool_choice", named(tool));
        } else {
          losses.add("tool_choice", "the tool it names is not offered");
        }
      }
      case ToolChoice.Allowed(List<ToolName> allowed, boolean required) ->
          body.put(
              "tool_choice",
              Json.obj()
                  .put("type", "allowed_tools")
                  .put("mode", required ? "required" : "auto")
                  .put("tools", Arr.of(allowed.stream().map(this::named).toList()))
                  .build());
    }
  }

  private Obj named(ToolName tool) {
    String serverType = serverTools.type(tool.name());
    if (serverType != null) {
      return Json.obj().put("type", serverType).build();
    }
    return Json.obj()
        .put("type", tool.kind() == ToolName.Kind.FREEFORM ? "custom" : "function")
        .put("name", names.outgoing(tool))
        .putIfPresent("namespace", tool.namespace())
        .build();
  }
}
