package dev.bifrost.chat;

import org.jspecify.annotations.Nullable;

/// Which tool: its name, the namespace it stands in, and whether it takes a JSON object or free
/// text.
///
/// @param name the name as its owner spells it
/// @param namespace the group it stands in (OpenAI Responses), or null
/// @param kind whether its input is a JSON object or free text
public record ToolName(String name, @Nullable String namespace, Kind kind) {
  /// What a tool takes.
  public enum Kind {
    /// A JSON object that fits a schema.
    FUNCTION,
    /// Free text, perhaps by a grammar (OpenAI's `custom` tools).
    FREEFORM
  }

  /// A function outside any namespace.
  public static ToolName function(String name) {
    return new ToolName(name, null, Kind.FUNCTION);
  }
}
