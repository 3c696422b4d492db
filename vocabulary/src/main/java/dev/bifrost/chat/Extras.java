package dev.bifrost.chat;

import dev.bifrost.json.Obj;
import org.jspecify.annotations.Nullable;

/// What one format said beyond this vocabulary: given back to the same format, reported to others.
///
/// @param format the name of the format that said it; null where nothing was said
/// @param members what it said
public record Extras(@Nullable String format, Obj members) {
  /// Nothing was said.
  public static final Extras NONE = new Extras(null, Obj.empty());

  /// What `format` said; no members are [#NONE].
  public static Extras of(String format, Obj members) {
    return members.isEmpty() ? NONE : new Extras(format, members);
  }

  /// What it said where this format said it, else an empty object.
  public Obj in(String format) {
    return format.equals(this.format) ? members : Obj.empty();
  }
}
