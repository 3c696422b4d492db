package dev.bifrost.chat;

import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import org.jspecify.annotations.Nullable;

/// A source that a text cites.
///
/// @param url the page, or null where the source is a document of the request
/// @param title the source's title, or null
/// @param quote the words cited from the source, or null
/// @param start the first character of the citing text that the source backs (0-based, code
///   points), or -1 where the whole text part does
/// @param end the character after the last, or -1
/// @param raw the citation in the format that made it
public record Citation(
    @Nullable Str url,
    @Nullable Str title,
    @Nullable Str quote,
    long start,
    long end,
    Part.Raw raw) {

  /// The raw citation where this format made it, else null.
  public @Nullable Obj in(String format) {
    return raw.format().equals(format) && raw.value() instanceof Obj own ? own : null;
  }
}
