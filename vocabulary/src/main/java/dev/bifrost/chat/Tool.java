package dev.bifrost.chat;

import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import org.jspecify.annotations.Nullable;

/// A tool that is offered to the model.
public sealed interface Tool {

  /// A tool that the client runs and that takes a JSON object.
  ///
  /// @param name its name and namespace
  /// @param description what it does, or null
  /// @param parameters the JSON Schema of its input; null where none was given
  /// @param options rare properties
  record Function(
      ToolName name, @Nullable Str description, @Nullable Obj parameters, Options options)
      implements Tool {}

  /// A tool that the client runs and that takes free text.
  ///
  /// @param grammar the format of its input in OpenAI's form (`{"type":"grammar",…}`), or null for
  ///   plain text
  /// @param options rare properties
  record Freeform(ToolName name, @Nullable Str description, @Nullable Obj grammar, Options options)
      implements Tool {
    /// A tool without rare properties.
    public Freeform(ToolName name, @Nullable Str description, @Nullable Obj grammar) {
      this(name, description, grammar, Options.NONE);
    }
  }

  /// A tool that the provider runs.
  ///
  /// @param raw its definition in the format that gave it
  record Server(ServerToolKind kind, String name, Part.Raw raw) implements Tool {}

  /// Rare properties of a tool that the client runs.
  ///
  /// @param strict whether the arguments must fit the schema exactly; null where the client did not
  ///   say
  /// @param deferred whether it is to be shown to the model only after a tool search named it
  /// @param cache a cache point after this tool, or null
  /// @param extras members of the definition that have no word here
  record Options(
      @Nullable Boolean strict, boolean deferred, Part.@Nullable CachePoint cache, Extras extras) {
    /// Nothing special.
    public static final Options NONE = new Options(null, false, null, Extras.NONE);
  }
}
