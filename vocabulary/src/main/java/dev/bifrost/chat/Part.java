package dev.bifrost.chat;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece of a message or of an answer.
public sealed interface Part {

  /// Plain text, with the sources it cites.
  record Text(Str text, List<Citation> citations) implements Part {
    public Text {
      citations = List.copyOf(citations);
    }

    /// Text that cites nothing.
    public Text(Str text) {
      this(text, List.of());
    }
  }

  /// A picture.
  ///
  /// @param detail OpenAI's word for the resolution to look at (`low`, `high`, `auto`), or null
  record Image(Media media, @Nullable String detail) implements Part {}

  /// A sound, as input or as output.
  record Audio(Media media) implements Part {}

  /// A document such as a PDF, or a text or video file.
  ///
  /// @param name the file's name, or null
  record Document(Media media, @Nullable Str name) implements Part {}

  /// What the model thought. The seal, where there is one, must go back unchanged to the format
  /// that made it; it also seals the part that follows (Gemini puts its signature on function calls
  /// and texts: such a seal travels as an empty `Reasoning` before that part, or after the last
  /// part where nothing follows).
  ///
  /// @param text the readable thought or its summary; empty where only the seal is given
  record Reasoning(Str text, @Nullable Signature signature) implements Part {}

  /// The model calls a tool.
  ///
  /// @param id the call's id, which its result repeats; the format's own spelling
  /// @param tool which tool
  /// @param arguments a JSON object, or free text where the tool is freeform
  record ToolCall(String id, ToolName tool, Arguments arguments) implements Part {}

  /// What a tool answered.
  ///
  /// @param callId the id of the call
  /// @param content texts, images, documents; a tool that says nothing has none
  /// @param isError whether the tool failed
  /// @param tool which tool, where the format says so, else null
  record ToolResult(String callId, List<Part> content, boolean isError, @Nullable ToolName tool)
      implements Part {
    public ToolResult {
      content = List.copyOf(content);
    }
  }

  /// The model refuses, in words.
  record Refusal(Str text) implements Part {}

  /// The provider itself runs a tool: a search, a fetch, code.
  ///
  /// @param id the call's id
  /// @param kind what kind of tool
  /// @param input the tool's input in the words of the format, such as `{"query": …}`
  /// @param raw the whole block in the format that made it
  record ServerToolCall(String id, ServerToolKind kind, Obj input, Raw raw) implements Part {}

  /// What a provider's own tool found.
  ///
  /// @param callId the id of the call
  /// @param hits pages that a web search found; empty for other tools
  /// @param raw the whole block in the format that made it
  record ServerToolResult(String callId, ServerToolKind kind, List<SearchHit> hits, Raw raw)
      implements Part {
    public ServerToolResult {
      hits = List.copyOf(hits);
    }
  }

  /// "Cache the prompt up to here": marks the part before it. Stands after that part.
  ///
  /// @param ttl the lifetime in the format's spelling (`5m`, `1h`), or null for its default
  record CachePoint(@Nullable String ttl) implements Part {}

  /// Something that has no word here; only the format that said it understands it.
  ///
  /// @param what its name, for reports: the block's type
  record Unknown(String what, Raw raw) implements Part {}

  /// A value in the words of one format.
  ///
  /// @param format the name of the format, such as `anthropic.messages`
  record Raw(String format, Json value) {}

  /// A page that a web search found.
  record SearchHit(Str url, @Nullable Str title) {}
}
