package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.CallIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the blocks of an answer.
final class BlockWriter {
  private static final int MAX_ID = 64;

  /// What stands for the seal of a thought that nobody sealed: it is recognised on its return, as
  /// every opaque field of ours is.
  private static final Signature UNSEALED = Signature.of("none", Str.EMPTY);

  private BlockWriter() {}

  /// The whole block of a part, or null where a message cannot say it.
  static @Nullable Obj block(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text(), text.citations());
      case Part.Refusal refusal -> text(refusal.text(), List.of());
      case Part.Reasoning reasoning -> reasoning(reasoning.text(), reasoning.signature());
      case Part.ToolCall call -> call(call, call.arguments().asObject());
      case Part.ServerToolCall call -> ServerBlocks.block(call);
      case Part.ServerToolResult result -> ServerBlocks.block(result);
      case Part.Unknown(_, Part.Raw raw) ->
          raw.format().equals(AnthropicFormat.NAME) && raw.value() instanceof Obj own ? own : null;
      case Part.Image _, Part.Audio _, Part.Document _, Part.ToolResult _, Part.CachePoint _ ->
          null;
    };
  }

  static Obj text(Str text, List<Citation> citations) {
    List<Obj> own = citations(citations);
    return Json.obj()
        .put("type", "text")
        .put("text", text)
        .putIfPresent("citations", own.isEmpty() ? null : Json.of(own))
        .build();
  }

  private static List<Obj> citations(List<Citation> citations) {
    List<Obj> written = new ArrayList<>();
    for (Citation citation : citations) {
      Obj own = citation(citation);
      if (own != null) {
        written.add(own);
      }
    }
    return written;
  }

  /// A citation as Anthropic tells it; null where it names no page and another format made it.
  static @Nullable Obj citation(Citation citation) {
    Obj own = citation.in(AnthropicFormat.NAME);
    if (own != null || citation.url() == null) {
      return own;
    }
    return Json.obj()
        .put("type", "web_search_result_location")
        .put("url", citation.url())
        .put("title", Objects.requireNonNullElse(citation.title(), citation.url()))
        .put("cited_text", Objects.requireNonNullElse(citation.quote(), Str.EMPTY))
        .put("encrypted_index", "")
        .build();
  }

  static Obj reasoning(Str text, @Nullable Signature seal) {
    if (seal != null && seal.redacted() && seal.format().equals(AnthropicFormat.NAME)) {
      return Json.obj().put("type", "redacted_thinking").put("data", seal.value()).build();
    }
    return Json.obj()
        .put("type", "thinking")
        .put("thinking", text)
        .put("signature", opaque(seal))
        .build();
  }

  /// The seal as the opaque text of a thinking block: Anthropic's own as it is, any other in its
  /// envelope.
  static Str opaque(@Nullable Signature seal) {
    if (seal == null) {
      return UNSEALED.envelope();
    }
    return seal.format().equals(AnthropicFormat.NAME) ? seal.value() : seal.envelope();
  }

  static Obj call(Part.ToolCall call, Obj input) {
    return Json.obj()
        .put("type", "tool_use")
        .put("id", CallIds.fitting(call.id(), MAX_ID, false))
        .put("name", call.tool().name())
        .put("input", input)
        .build();
  }

  /// The arguments of a call as the pieces of a stream tell them.
  static Str argumentText(Arguments arguments) {
    return switch (arguments) {
      case Arguments.Text(Str text) -> text;
      case Arguments.Whole(Obj object) -> object.isEmpty() ? Str.EMPTY : arguments.asText();
    };
  }
}
