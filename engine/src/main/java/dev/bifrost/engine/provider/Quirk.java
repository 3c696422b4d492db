package dev.bifrost.engine.provider;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Splice;

/// How a provider's dialect differs from its format: a change of the outgoing body's top-level
/// members, all other bytes untouched.
public sealed interface Quirk {
  /// The provider calls a member otherwise.
  record Rename(String from, String to) implements Quirk {}

  /// The provider refuses a member; without it the answer is the same.
  record Drop(String name) implements Quirk {}

  /// The provider wants a member that others do without.
  record Default(String name, Json value) implements Quirk {}

  /// Adds to the edits of a body what this quirk needs; nothing where the body does not have the
  /// member.
  default void apply(Obj body, Splice edits) {
    switch (this) {
      case Rename(String from, String to) -> {
        Json value = body.get(from);
        if (value != null && !body.has(to)) {
          edits.rename(body, from, to);
        }
      }
      case Drop(String name) -> edits.remove(body, name);
      case Default(String name, Json value) -> {
        if (!body.has(name)) {
          edits.set(body, name, value);
        }
      }
    }
  }
}
