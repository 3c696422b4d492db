package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Understands single items as they stand both in `input` and in `output`. Lenient and without
/// state: the request reader checks types before, answers are taken as they come.
final class ItemReader {
  private static final Str PARAGRAPH = Str.of("\n\n");

  private ItemReader() {}

  /// What an item of an answer says.
  ///
  /// @param stored whether the provider keeps the answer
  static List<Part> parts(Obj item, boolean stored) {
    return switch (item.text("type", "")) {
      case "message" -> content(item);
      case "reasoning" -> List.of(reasoning(item, stored));
      case "function_call" -> List.of(named(item, functionCall(item)));
      case "custom_tool_call" -> List.of(named(item, customCall(item)));
      default -> others(item);
    };
  }

  private static List<Part> content(Obj message) {
    List<Part> parts = new ArrayList<>();
    for (Obj content : message.list("content").objects()) {
      switch (content.text("type", "")) {
        case "output_text", "text" ->
            parts.add(
                new Part.Text(orEmpty(content.str("text")), ContentReader.citations(content)));
        case "refusal" -> parts.add(new Part.Refusal(orEmpty(content.str("refusal"))));
        default -> {}
      }
    }
    return parts;
  }

  /// A call of nothing can be given to no client.
  private static Part named(Obj item, Part.ToolCall call) {
    return call.tool().name().isEmpty()
        ? new Part.Unknown("nameless_call", ContentReader.raw(item))
        : call;
  }

  static Part.Reasoning reasoning(Obj item, boolean stored) {
    return new Part.Reasoning(thought(item), Seals.of(item, stored));
  }

  /// The readable text of a reasoning item: its summaries, or else its raw thoughts.
  static Str thought(Obj item) {
    Str summary = paragraphs(item.list("summary"));
    return summary.isEmpty() ? paragraphs(item.list("content")) : summary;
  }

  private static Str paragraphs(Arr texts) {
    List<Str> pieces = new ArrayList<>();
    for (Obj text : texts.objects()) {
      Str said = text.str("text");
      if (said != null && !said.isEmpty()) {
        if (!pieces.isEmpty()) {
          pieces.add(PARAGRAPH);
        }
        pieces.add(said);
      }
    }
    return pieces.isEmpty() ? Str.EMPTY : Str.join(pieces);
  }

  static Part.ToolCall functionCall(Obj item) {
    Arguments arguments =
        switch (item.get("arguments")) {
          case Str text -> new Arguments.Text(text);
          case Obj whole -> new Arguments.Whole(whole);
          case null, default -> Arguments.none();
        };
    return new Part.ToolCall(callId(item), toolName(item, ToolName.Kind.FUNCTION), arguments);
  }

  static Part.ToolCall customCall(Obj item) {
    return new Part.ToolCall(
        callId(item),
        toolName(item, ToolName.Kind.FREEFORM),
        new Arguments.Text(orEmpty(item.str("input"))));
  }

  /// The tool that an item or a tool choice names.
  static ToolName toolName(Obj named, ToolName.Kind kind) {
    return new ToolName(named.text("name", ""), named.text("namespace"), kind);
  }

  /// The call's id; the item's own where a provider gave no other.
  static String callId(Obj item) {
    String id = item.text("call_id", "");
    return id.isEmpty() ? item.text("id", "") : id;
  }

  /// What an item says that is no message, reasoning or call of a client's tool: a call of a
  /// provider's tool, its result, or something unknown.
  static List<Part> others(Obj item) {
    String type = item.text("type", "");
    Part.Raw raw = ContentReader.raw(item);
    if (type.equals("web_search_call")) {
      return search(item, raw);
    }
    if (type.endsWith("_call")) {
      return List.of(new Part.ServerToolCall(ownId(item), kind(type), input(item), raw));
    }
    if (type.endsWith("_call_output") || type.equals("tool_search_output")) {
      return List.of(new Part.ServerToolResult(callId(item), kind(type), List.of(), raw));
    }
    return List.of(new Part.Unknown(type, raw));
  }

  /// A search is call and result in one item: the result's raw value is empty, so that a writer of
  /// this format says the item once. The sources are told only where the request's `include` asks.
  private static List<Part> search(Obj item, Part.Raw raw) {
    List<Part.SearchHit> hits = new ArrayList<>();
    Obj action = item.obj("action");
    for (Obj source : action == null ? List.<Obj>of() : action.list("sources").objects()) {
      Str url = source.str("url");
      if (url != null) {
        hits.add(new Part.SearchHit(url, source.str("title")));
      }
    }
    String id = ownId(item);
    return List.of(
        new Part.ServerToolCall(id, ServerToolKind.WEB_SEARCH, input(item), raw),
        new Part.ServerToolResult(
            id, ServerToolKind.WEB_SEARCH, hits, ContentReader.raw(Obj.empty())));
  }

  private static Obj input(Obj item) {
    Obj action = item.obj("action");
    if (action != null) {
      return action.without("sources");
    }
    Obj operation = item.obj("operation");
    if (operation != null) {
      return operation;
    }
    Json code = item.get("code");
    Json queries = item.get("queries");
    if (code instanceof Str || queries instanceof Arr) {
      return Json.obj()
          .putIfPresent("code", item.str("code"))
          .putIfPresent("queries", item.arr("queries"))
          .build();
    }
    return switch (item.get("arguments")) {
      case Str text -> new Arguments.Text(text).asObject();
      case Obj whole -> whole;
      case null, default -> Obj.empty();
    };
  }

  /// The kind of tool that an item's or a tool's type names.
  static ServerToolKind kind(String type) {
    if (type.startsWith("web_search")) {
      return ServerToolKind.WEB_SEARCH;
    } else if (type.startsWith("file_search")) {
      return ServerToolKind.FILE_SEARCH;
    } else if (type.startsWith("code_interpreter")) {
      return ServerToolKind.CODE_EXECUTION;
    } else if (type.startsWith("computer")) {
      return ServerToolKind.COMPUTER;
    } else if (type.startsWith("image_generation")) {
      return ServerToolKind.IMAGE_GENERATION;
    } else if (type.startsWith("mcp")) {
      return ServerToolKind.MCP;
    } else if (type.startsWith("tool_search")) {
      return ServerToolKind.TOOL_SEARCH;
    }
    return ServerToolKind.OTHER;
  }

  /// The call with an id that follows from the answer's where the provider gave none.
  static Part.ToolCall identified(Part.ToolCall call, String answerId, int index) {
    return call.id().isEmpty()
        ? new Part.ToolCall("call_" + answerId + "_" + index, call.tool(), call.arguments())
        : call;
  }

  private static String ownId(Obj item) {
    String id = item.text("id", "");
    return id.isEmpty() ? item.text("call_id", "") : id;
  }

  static Str orEmpty(@Nullable Str text) {
    return text == null ? Str.EMPTY : text;
  }
}
