package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Part;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The `response` of a function: Google wants an object and leaves its members to the client, with
/// `output` and `error` as the words it knows. Clients have more words for the same (recorded:
/// `result`, `return_value`, `content`).
final class ToolOutput {
  private static final Set<String> WORDS =
      Set.of("output", "result", "return_value", "content", "response");
  private static final Str LINE_END = Str.of("\n");

  private ToolOutput() {}

  /// Adds what the tool said, as text, and tells whether it failed. An object of one known word is
  /// what stands under that word; any other is its JSON text.
  static boolean read(Obj response, String function, List<Part> content) {
    var members = response.members();
    if (members.isEmpty()) {
      return false;
    }
    Json error = response.get("error");
    if (members.size() == 1) {
      var only = members.getFirst();
      if (error != null || WORDS.contains(only.name())) {
        add(only.value(), content);
        return error != null;
      }
    }
    // The AI SDK's form.
    if (members.size() == 2 && response.is("name", function) && response.has("content")) {
      Json said = response.get("content");
      add(said == null ? Null.NULL : said, content);
      return false;
    }
    content.add(new Part.Text(Str.quoting(response)));
    return false;
  }

  private static void add(Json value, List<Part> content) {
    Str text = value instanceof Str said ? said : Str.quoting(value);
    if (!text.isEmpty()) {
      content.add(new Part.Text(text));
    }
  }

  /// The object that says this in Google's words.
  static Obj write(Part.ToolResult result) {
    return Json.obj().put(result.isError() ? "error" : "output", text(result.content())).build();
  }

  private static Str text(List<Part> content) {
    List<Str> pieces = new ArrayList<>();
    for (Part part : content) {
      Str said = text(part);
      if (said != null) {
        if (!pieces.isEmpty()) {
          pieces.add(LINE_END);
        }
        pieces.add(said);
      }
    }
    return pieces.isEmpty() ? Str.EMPTY : Str.join(pieces);
  }

  /// What of a tool's result is text for a model; media travel beside it.
  private static @Nullable Str text(Part part) {
    return switch (part) {
      case Part.Text(Str text, var _) -> text;
      case Part.Refusal(Str text) -> text;
      case Part.Unknown(var _, Part.Raw raw) ->
          raw.format().equals(GeminiFormat.NAME) ? null : Str.quoting(raw.value());
      case Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.Reasoning _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _ ->
          null;
    };
  }
}
