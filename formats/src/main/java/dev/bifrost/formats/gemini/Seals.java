package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thought signatures on the wire: Gemini's own go out as they came; another format's travel to a
/// Gemini client in an envelope, together with the thought they seal, as such clients do not send
/// thoughts back.
final class Seals {
  /// What Google documents for function calls that no Gemini model made: with it Gemini 3 accepts a
  /// call that has no signature (ai.google.dev/gemini-api/docs/thought-signatures, read
  /// 2026-11-24). It stands for "no seal", so a reader passes over it.
  static final Str PLACEHOLDER = Str.of("skip_thought_signature_validator");

  /// The other spellings of the same: the second documented word, and the first as the base64 that
  /// SDKs make of it (recorded).
  private static final List<String> PLACEHOLDERS =
      List.of(
          "skip_thought_signature_validator",
          "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=",
          "context_engineering_is_the_way_to_go");

  /// The member of an envelope that holds the sealed thought.
  private static final String THOUGHT = "t";

  private Seals() {}

  /// Whether a signature only says that there is none.
  static boolean isPlaceholder(Str value) {
    for (String placeholder : PLACEHOLDERS) {
      if (value.is(placeholder)) {
        return true;
      }
    }
    return false;
  }

  /// The value to put on a part for a client, for a seal on this thought.
  static Str outgoing(Signature seal, Str thought) {
    if (seal.format().equals(GeminiFormat.NAME)) {
      return seal.value();
    }
    Str envelope = seal.envelope();
    if (thought.isEmpty()) {
      return envelope;
    }
    Obj content = content(envelope.value());
    if (content == null) {
      return envelope;
    }
    byte[] sealed = content.with(THOUGHT, thought).toBytes();
    return Str.of(
        Signature.ENVELOPE_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
  }

  /// The reasoning that a signature on the wire stands for; its text is empty but where an envelope
  /// holds the thought.
  static Part.Reasoning arriving(Str value) {
    Signature seal = Signature.arriving(GeminiFormat.NAME, value);
    Obj content = seal.format().equals(GeminiFormat.NAME) ? null : content(value.value());
    Str thought = content == null ? null : content.str(THOUGHT);
    return new Part.Reasoning(thought == null ? Str.EMPTY : thought, seal);
  }

  private static @Nullable Obj content(String envelope) {
    try {
      byte[] content =
          Base64.getUrlDecoder().decode(envelope.substring(Signature.ENVELOPE_PREFIX.length()));
      return Json.parse(content) instanceof Obj object ? object : null;
    } catch (IllegalArgumentException | JsonFault notOurs) {
      return null;
    }
  }
}
