package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Str;

/// One part of an answer while it is told. What a part does not take it passes over.
interface OpenPart {
  /// More of its text, thought or arguments.
  void say(Str text);

  /// The seal of a thought.
  default void seal(Signature seal) {}

  /// A source that a text cites.
  default void cite(Citation citation) {}

  /// The part is complete.
  void end();
}
