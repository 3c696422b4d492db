package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Splice;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The ways in which Chat Completions tells reasoning: a plain text (`reasoning_content`,
/// `reasoning`, `reasoning_text`), and lists that carry seals (`reasoning_details` of OpenRouter,
/// `thinking_blocks` of LiteLLM).
final class ReasoningDetails {
  private static final String[] PLAIN = {"reasoning_content", "reasoning", "reasoning_text"};

  private ReasoningDetails() {}

  /// The plain text of reasoning in a message or delta, or null.
  static @Nullable Str plain(Obj message) {
    for (String name : PLAIN) {
      Str text = message.str(name);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  /// The reasoning of a whole message: its lists where it has them, else the plain text.
  static List<Part> read(Obj message) {
    List<Part> parts = new ArrayList<>();
    for (Obj block : message.list("thinking_blocks").objects()) {
      boolean redacted = block.is("type", "redacted_thinking");
      parts.add(
          part(
              block.str(redacted ? "data" : "thinking"),
              redacted ? block.str("data") : block.str("signature"),
              redacted));
    }
    if (parts.isEmpty()) {
      for (Obj detail : message.list("reasoning_details").objects()) {
        parts.add(detail(detail));
      }
    }
    Str plain = plain(message);
    if (parts.stream().noneMatch(ReasoningDetails::isReadable) && plain != null) {
      parts.addFirst(new Part.Reasoning(plain, null));
    }
    return merged(parts);
  }

  private static boolean isReadable(Part part) {
    return part instanceof Part.Reasoning reasoning && !reasoning.text().isEmpty();
  }

  /// A text without a seal and the seal behind it are one thought.
  private static List<Part> merged(List<Part> parts) {
    List<Part> merged = new ArrayList<>();
    for (Part part : parts) {
      Part last = merged.isEmpty() ? null : merged.getLast();
      if (part instanceof Part.Reasoning(Str text, Signature seal)
          && last instanceof Part.Reasoning(Str before, Signature none)
          && text.isEmpty()
          && none == null) {
        merged.set(merged.size() - 1, new Part.Reasoning(before, seal));
      } else {
        merged.add(part);
      }
    }
    return merged;
  }

  private static Part detail(Obj detail) {
    return switch (detail.text("type", "")) {
      case "reasoning.encrypted" -> part(Str.EMPTY, detail.str("data"), false);
      case "reasoning.summary" -> part(detail.str("summary"), detail.str("signature"), false);
      default -> part(detail.str("text"), detail.str("signature"), false);
    };
  }

  private static Part part(@Nullable Str text, @Nullable Str seal, boolean redacted) {
    Str readable = redacted || text == null ? Str.EMPTY : text;
    return new Part.Reasoning(
        readable,
        seal == null || seal.isEmpty() ? null : Signature.arriving(ChatFormat.NAME, seal));
  }

  /// The seal of a delta, or null.
  static @Nullable Signature seal(Obj delta) {
    for (Obj detail : delta.list("reasoning_details").objects()) {
      Str seal =
          detail.is("type", "reasoning.encrypted") ? detail.str("data") : detail.str("signature");
      if (seal != null && !seal.isEmpty()) {
        return Signature.arriving(ChatFormat.NAME, seal);
      }
    }
    return null;
  }

  /// One entry of `reasoning_details` that carries a thought's seal.
  static Obj entry(Str text, Signature seal, long index) {
    Str opaque = seal.format().equals(ChatFormat.NAME) ? seal.value() : seal.envelope();
    ObjBuilder entry = Json.obj();
    if (text.isEmpty()) {
      entry.put("type", "reasoning.encrypted").put("data", opaque);
    } else {
      entry.put("type", "reasoning.text").put("text", text).put("signature", opaque);
    }
    return entry.put("format", seal.format()).put("index", index).build();
  }

  /// Takes out entries whose seal another format made.
  static void dropForeign(Obj body, Splice splice) {
    for (Obj message : body.list("messages").objects()) {
      if (message.get("reasoning_details") instanceof Arr details) {
        List<Json> kept = new ArrayList<>();
        for (Json detail : details) {
          if (!(detail instanceof Obj object && isForeign(object))) {
            kept.add(detail);
          }
        }
        if (kept.isEmpty()) {
          splice.remove(message, "reasoning_details");
        } else if (kept.size() < details.size()) {
          splice.set(message, "reasoning_details", Json.of(kept));
        }
      }
    }
  }

  private static boolean isForeign(Obj detail) {
    Str seal =
        Objects.requireNonNullElse(
            detail.str("data"), Objects.requireNonNullElse(detail.str("signature"), Str.EMPTY));
    return seal.value().startsWith(Signature.ENVELOPE_PREFIX);
  }
}
