package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thought signatures on the wire. Gemini's own go out as they came. Another format's travel to a
/// Gemini client in an envelope, in which the thought they seal lies too, as such clients do not
/// send thoughts back. A signature is bytes in base64 here, and SDKs decode it and encode it again
/// in another alphabet; so this format's envelope is base64 as a whole.
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

  /// How `bfsig1.{` begins in base64, whatever follows.
  private static final String ENVELOPE_START = "YmZzaWcxLn";

  /// The member of an envelope that holds the sealed thought.
  private static final String THOUGHT = "t";

  private static final int PREFIX = Signature.ENVELOPE_PREFIX.length();

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
    Obj content = content(seal.envelope().value());
    Obj full = content == null || thought.isEmpty() ? content : content.with(THOUGHT, thought);
    String text = Signature.ENVELOPE_PREFIX + (full == null ? "" : full.text());
    return Str.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The reasoning that a signature on the wire stands for; its text is empty but where an envelope
  /// holds the thought.
  static Part.Reasoning arriving(Str value) {
    String envelope = envelope(value);
    Signature seal = envelope == null ? null : Signature.open(Str.of(envelope));
    if (envelope == null || seal == null) {
      return new Part.Reasoning(Str.EMPTY, Signature.of(GeminiFormat.NAME, value));
    }
    Obj content = content(envelope);
    Str thought = content == null ? null : content.str(THOUGHT);
    return new Part.Reasoning(thought == null ? Str.EMPTY : thought, seal);
  }

  /// The seal in an envelope of ours, or null where the value is none.
  static @Nullable Signature open(Str value) {
    String envelope = envelope(value);
    return envelope == null ? null : Signature.open(Str.of(envelope));
  }

  /// The envelope in the words of [Signature], or null where the value is none.
  private static @Nullable String envelope(Str value) {
    if (begins(value, Signature.ENVELOPE_PREFIX)) {
      return value.value();
    }
    if (!begins(value, ENVELOPE_START)) {
      return null;
    }
    String url = value.value().replace('+', '-').replace('/', '_').replace("=", "");
    try {
      byte[] text = Base64.getUrlDecoder().decode(url);
      byte[] content = Arrays.copyOfRange(text, PREFIX, text.length);
      return Signature.ENVELOPE_PREFIX
          + Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }

  private static boolean begins(Str value, String start) {
    return value.rawLength() > start.length() && value.rawSlice(0, start.length()).is(start);
  }

  private static @Nullable Obj content(String envelope) {
    try {
      byte[] content = Base64.getUrlDecoder().decode(envelope.substring(PREFIX));
      return Json.parse(content) instanceof Obj object ? object : null;
    } catch (IllegalArgumentException | JsonFault notOurs) {
      return null;
    }
  }

  /// Whether an envelope may stand anywhere in this text.
  static boolean mayHoldEnvelope(byte[] text) {
    return holds(text, ENVELOPE_START) || holds(text, Signature.ENVELOPE_PREFIX);
  }

  private static boolean holds(byte[] text, String ascii) {
    int last = text.length - ascii.length();
    for (int i = 0; i <= last; i++) {
      if (text[i] == ascii.charAt(0) && isAt(text, i, ascii)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] text, int from, String ascii) {
    for (int i = 1; i < ascii.length(); i++) {
      if (text[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
