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

  /// The seal of a reasoning item, or null where nobody sealed it.
  static @Nullable Signature of(Obj item) {
    Str id = item.str("id");
    Str content = item.str("encrypted_content");
    if (content == null || content.isEmpty()) {
      return id == null || id.isEmpty()
          ? null
          : new Signature(ResponsesFormat.NAME, Str.EMPTY, id, false);
    }
    Signature ours = Signature.open(content);
    if (ours == null) {
      return new Signature(ResponsesFormat.NAME, content, id, false);
    }
    return ours.equals(UNSEALED) ? null : ours;
  }

  /// Whether the item was made by this gateway from another format's reasoning.
  static boolean isForeign(Obj item) {
    Signature ours = opened(item);
    return ours != null && !isOwn(ours);
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

  /// What a client of this format gets to keep of the seal; null where only the id seals.
  static @Nullable Str forClient(@Nullable Signature seal) {
    if (seal == null) {
      return UNSEALED.envelope();
    }
    if (!isOwn(seal)) {
      return seal.envelope();
    }
    return seal.value().isEmpty() ? null : seal.value();
  }
}
