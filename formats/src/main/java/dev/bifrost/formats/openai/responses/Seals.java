package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Signature;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import org.jspecify.annotations.Nullable;

/// The seals of reasoning items: `encrypted_content` and `id`.
///
/// What another format sealed travels in `encrypted_content` in an envelope, and what nobody sealed
/// in an envelope that says so: without one a client would send the item back by an id that OpenAI
/// never gave, and be refused.
final class Seals {
  /// How an unsealed thought of another format is marked towards the client.
  private static final Signature UNSEALED = new Signature("unsealed", Str.EMPTY, null, false);

  private Seals() {}

  /// The seal of a reasoning item, or null where nobody sealed it. Its id alone seals it only where
  /// the provider keeps what the id names.
  static @Nullable Signature of(Obj item, boolean stored) {
    Str id = item.str("id");
    Str content = item.str("encrypted_content");
    if (content == null || content.isEmpty()) {
      return id == null || id.isEmpty() || !stored
          ? null
          : new Signature(ResponsesFormat.NAME, Str.EMPTY, id, false);
    }
    Signature ours = Signature.open(content);
    if (ours == null) {
      return new Signature(ResponsesFormat.NAME, content, id, false);
    }
    return ours.equals(UNSEALED) ? null : ours;
  }

  /// The seal in the item's envelope, or null where it has none.
  static @Nullable Signature opened(Obj item) {
    Str content = item.str("encrypted_content");
    return content == null ? null : Signature.open(content);
  }

  /// Whether OpenAI made the seal.
  static boolean isOwn(@Nullable Signature seal) {
    return seal != null && seal.format().equals(ResponsesFormat.NAME);
  }

  /// Puts what a provider of this format gets back of its own seal.
  static void putOwn(Signature seal, ObjBuilder item) {
    item.putIfPresent("id", seal.id());
    if (!seal.value().isEmpty()) {
      item.put("encrypted_content", seal.value());
    }
  }

  /// The `encrypted_content` that a client of this format gets to keep; null where the item's id is
  /// all the seal. OpenAI binds its seals to the ids of their items, so under another id than the
  /// seal's own it travels in an envelope with that id.
  static @Nullable Str forClient(@Nullable Signature seal, String id) {
    if (seal == null) {
      return UNSEALED.envelope();
    }
    Str own = seal.id();
    if (!isOwn(seal) || (own != null && !own.is(id))) {
      return seal.envelope();
    }
    return seal.value().isEmpty() ? null : seal.value();
  }

  /// The reasoning item as OpenAI made it.
  static Obj unwrapped(Obj item, Signature seal) {
    Str id = seal.id();
    Obj own = id == null ? item : item.with("id", id);
    return seal.value().isEmpty()
        ? own.without("encrypted_content")
        : own.with("encrypted_content", seal.value());
  }
}
