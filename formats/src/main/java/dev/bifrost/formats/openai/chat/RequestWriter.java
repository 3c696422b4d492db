package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.wire.Losses;
import dev.bifrost.wire.ToolNames;
import dev.bifrost.wire.Turns;
import dev.bifrost.wire.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a request of another format in this one.
final class RequestWriter {
  private static final ToolNames.Rules NAMES = new ToolNames.Rules(64, "", false, false);

  /// Members of other formats whose absence leaves the answer's content as it is.
  private static final Set<String> HARMLESS =
      Set.of(
          "context_management",
          "client_metadata",
          "include",
          "truncation",
          "background",
          "safety_identifier",
          "metadata",
          "stream_options",
          "labels",
          "container",
          "cache_control",
          "prompt_cache_retention",
          "max_tool_calls",
          "inference_geo",
          "cachedContent",
          "speed",
          "prompt_cache_options");

  private final ChatRequest request;
  private final ToolNames names;
  private final Losses losses = new Losses();

  RequestWriter(ChatRequest request) {
    this.request = request;
    this.names = ToolNames.of(request, NAMES);
  }

  Written written() {
    MessageWriter writer = new MessageWriter(names, losses);
    ObjBuilder body = Json.obj().put("model", request.model());
    List<Obj> messages = new ArrayList<>();
    for (Message message : Turns.mended(request.messages())) {
      writer.write(message, messages);
    }
    body.put("messages", Json.of(messages));
    List<Obj> tools = tools();
    if (!tools.isEmpty()) {
      body.put("tools", Json.of(tools));
      body.putIfPresent("tool_choice", choice());
      Boolean parallel = request.tools().parallel();
      body.putIfPresent("parallel_tool_calls", parallel == null ? null : Json.of(parallel));
    }
    SettingsWriter.write(request.settings(), body);
    extras(body, request.extras());
    if (request.stream()) {
      body.put("stream", true);
      if (!request.extras().in(ChatFormat.NAME).has("stream_options")) {
        body.put("stream_options", Json.obj().put("include_usage", true).build());
      }
    }
    return new Written(body.build(), losses.all(), names);
  }

  private void extras(ObjBuilder body, Extras extras) {
    body.putAll(extras.in(ChatFormat.NAME));
    if (!ChatFormat.NAME.equals(extras.format())) {
      for (Member member : extras.members().members()) {
        if (!HARMLESS.contains(member.name())) {
          losses.add(member.name(), "Chat Completions has no counterpart");
        }
      }
    }
  }

  private List<Obj> tools() {
    List<Obj> tools = new ArrayList<>();
    for (Tool tool : request.tools().tools()) {
      switch (tool) {
        case Tool.Function function -> {
          ObjBuilder inner =
              Json.obj()
                  .put("name", names.outgoing(function.name()))
                  .putIfPresent("description", function.description())
                  .putIfPresent("parameters", function.parameters());
          if (Boolean.TRUE.equals(function.options().strict())) {
            inner.put("strict", true);
          }
          tools.add(function(inner.build()));
        }
        case Tool.Freeform freeform ->
            tools.add(
                function(
                    Json.obj()
                        .put("name", names.outgoing(freeform.name()))
                        .putIfPresent("description", freeform.description())
                        .put("parameters", ToolNames.freeformSchema())
                        .build()));
        case Tool.Server server -> {
          if (server.raw().format().equals(ChatFormat.NAME)
              && server.raw().value() instanceof Obj own) {
            tools.add(own);
          } else {
            losses.add(
                "tools." + server.name(), "Chat Completions has no tools of the provider's own");
          }
        }
      }
    }
    return tools;
  }

  private static Obj function(Obj function) {
    return Json.obj().put("type", "function").put("function", function).build();
  }

  private @Nullable Json choice() {
    return switch (request.tools().choice()) {
      case null -> null;
      case ToolChoice.Auto _ -> Json.of("auto");
      case ToolChoice.None _ -> Json.of("none");
      case ToolChoice.Required _ -> Json.of("required");
      case ToolChoice.Named(ToolName tool) -> named(tool);
      case ToolChoice.Allowed(List<ToolName> tools, boolean required) ->
          Json.obj()
              .put("type", "allowed_tools")
              .put(
                  "allowed_tools",
                  Json.obj()
                      .put("mode", required ? "required" : "auto")
                      .put("tools", Json.of(tools.stream().map(this::named).toList()))
                      .build())
              .build();
    };
  }

  private Obj named(ToolName tool) {
    return Json.obj()
        .put("type", "function")
        .put("function", Json.obj().put("name", names.outgoing(tool)).build())
        .build();
  }
}
