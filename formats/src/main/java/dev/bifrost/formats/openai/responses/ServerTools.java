package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Tool;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.wire.Losses;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the tools that the provider runs: this format's own as they came, web search and code
/// execution of others where OpenAI has the like. One request, one thread.
final class ServerTools {
  private final Losses losses;
  private final Map<String, String> types = new HashMap<>();

  ServerTools(Losses losses) {
    this.losses = losses;
  }

  /// The type under which the client's tool of this name was written, or null where it was not.
  @Nullable String type(String name) {
    return types.get(name);
  }

  /// The tool's definition, or null where OpenAI has no such tool; what goes beside it is put into
  /// the body.
  @Nullable Obj write(Tool.Server tool, ObjBuilder body) {
    if (ContentWriter.isOwn(tool.raw()) && tool.raw().value() instanceof Obj own) {
      types.put(tool.name(), own.text("type", tool.name()));
      return own;
    }
    Obj theirs = tool.raw().value() instanceof Obj raw ? raw : Obj.empty();
    if (tool.kind() == ServerToolKind.WEB_SEARCH) {
      types.put(tool.name(), "web_search");
      return webSearch(theirs, body);
    }
    if (tool.kind() == ServerToolKind.CODE_EXECUTION) {
      types.put(tool.name(), "code_interpreter");
      return Json.obj()
          .put("type", "code_interpreter")
          .put("container", Json.obj().put("type", "auto").build())
          .build();
    }
    losses.add("tools." + tool.name(), "OpenAI runs no such tool");
    return null;
  }

  /// The limits of a search where the client's format spells them as Anthropic does; OpenAI spells
  /// the place of the user alike.
  private Obj webSearch(Obj theirs, ObjBuilder body) {
    Arr allowed = theirs.arr("allowed_domains");
    body.putIfPresent("max_tool_calls", theirs.num("max_uses"));
    if (!theirs.list("blocked_domains").isEmpty()) {
      losses.add("tools.web_search.blocked_domains", "OpenAI's search cannot leave domains out");
    }
    Obj filters =
        allowed == null || allowed.isEmpty()
            ? null
            : Json.obj().put("allowed_domains", allowed).build();
    return Json.obj()
        .put("type", "web_search")
        .putIfPresent("filters", filters)
        .putIfPresent("user_location", theirs.obj("user_location"))
        .build();
  }
}
