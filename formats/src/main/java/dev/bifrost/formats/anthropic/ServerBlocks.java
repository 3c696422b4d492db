package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Part;
import dev.bifrost.chat.Part.SearchHit;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The blocks of tools that Anthropic runs itself: calls, results, and whatever else has no word of
/// its own.
final class ServerBlocks {
  private ServerBlocks() {}

  static Part part(String type, Obj block) {
    Part.Raw raw = new Part.Raw(AnthropicFormat.NAME, block);
    if (type.equals("server_tool_use") || type.equals("mcp_tool_use")) {
      ServerToolKind kind =
          type.equals("mcp_tool_use")
              ? ServerToolKind.MCP
              : RequestReader.kind(block.text("name", ""));
      return new Part.ServerToolCall(
          block.text("id", ""),
          kind,
          Objects.requireNonNullElse(block.obj("input"), Obj.empty()),
          raw);
    }
    if (type.endsWith("_tool_result")) {
      ServerToolKind kind = RequestReader.kind(type);
      return new Part.ServerToolResult(
          block.text("tool_use_id", ""),
          kind,
          kind == ServerToolKind.WEB_SEARCH ? hits(block) : List.of(),
          raw);
    }
    return new Part.Unknown(type, raw);
  }

  private static List<SearchHit> hits(Obj block) {
    List<SearchHit> hits = new ArrayList<>();
    for (Obj hit : block.list("content").objects()) {
      Str url = hit.str("url");
      if (url != null) {
        hits.add(new SearchHit(url, hit.str("title")));
      }
    }
    return hits;
  }

  /// The block of a server's call, or null where only another format could say it.
  static @Nullable Obj block(Part.ServerToolCall call) {
    if (call.raw().format().equals(AnthropicFormat.NAME) && call.raw().value() instanceof Obj own) {
      return own;
    }
    if (call.kind() != ServerToolKind.WEB_SEARCH) {
      return null;
    }
    return Json.obj()
        .put("type", "server_tool_use")
        .put("id", serverId(call.id()))
        .put("name", "web_search")
        .put("input", call.input())
        .build();
  }

  /// The block of what a server's tool found, or null where only another format could say it.
  static @Nullable Obj block(Part.ServerToolResult result) {
    if (result.raw().format().equals(AnthropicFormat.NAME)
        && result.raw().value() instanceof Obj own) {
      return own;
    }
    if (result.kind() != ServerToolKind.WEB_SEARCH) {
      return null;
    }
    List<Obj> hits = new ArrayList<>();
    for (SearchHit hit : result.hits()) {
      hits.add(
          Json.obj()
              .put("type", "web_search_result")
              .put("url", hit.url())
              .put("title", Objects.requireNonNullElse(hit.title(), hit.url()))
              .put("encrypted_content", "")
              .put("page_age", Null.NULL)
              .build());
    }
    return Json.obj()
        .put("type", "web_search_tool_result")
        .put("tool_use_id", serverId(result.callId()))
        .put("content", Json.of(hits))
        .build();
  }

  private static String serverId(String id) {
    return id.startsWith("srvtoolu_") ? id : "srvtoolu_" + id;
  }
}
