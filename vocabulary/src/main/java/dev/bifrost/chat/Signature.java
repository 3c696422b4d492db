package dev.bifrost.chat;

import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// An opaque seal on reasoning. It goes back unchanged to the format that made it and to no other.
/// Towards a client of another format it travels in an envelope ([#envelope]) in whatever opaque
/// field that format has, and is recognised on its return.
///
/// @param format the name of the format that made it
/// @param value the seal itself: a signature, or encrypted content
/// @param id the id of the sealed item where the format gives it one, else null
/// @param redacted whether the seal stands for reasoning that is not shown (Anthropic's
///   `redacted_thinking`)
public record Signature(String format, Str value, @Nullable Str id, boolean redacted) {
  /// How an envelope of ours begins.
  public static final String ENVELOPE_PREFIX = "bfsig1.";

  /// A seal without an id.
  public static Signature of(String format, Str value) {
    return new Signature(format, value, null, false);
  }

  /// The seal as one text for an opaque field of another format: letters, digits and `._-` only.
  public Str envelope() {
    Obj content =
        Json.obj()
            .put("f", format)
            .put("v", value)
            .putIfPresent("i", id)
            .putIfPresent("r", redacted ? Json.of(true) : null)
            .build();
    return Str.of(
        ENVELOPE_PREFIX
            + Base64.getUrlEncoder().withoutPadding().encodeToString(content.toBytes()));
  }

  /// The seal that the opaque text of a `format` client holds: the one of our envelope, or else
  /// that format's own.
  public static Signature arriving(String format, Str text) {
    Signature ours = open(text);
    return ours == null ? of(format, text) : ours;
  }

  /// The seal in an envelope of ours, or null where the text is none.
  public static @Nullable Signature open(Str text) {
    String value = text.value();
    if (!value.startsWith(ENVELOPE_PREFIX)) {
      return null;
    }
    try {
      byte[] content = Base64.getUrlDecoder().decode(value.substring(ENVELOPE_PREFIX.length()));
      if (!(Json.parse(content) instanceof Obj seal)) {
        return null;
      }
      String format = seal.text("f");
      Str sealed = seal.str("v");
      return format == null || sealed == null
          ? null
          : new Signature(format, sealed, seal.str("i"), seal.isTrue("r"));
    } catch (IllegalArgumentException | JsonFault notOurs) {
      return null;
    }
  }
}
