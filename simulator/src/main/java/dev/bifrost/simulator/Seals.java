package dev.bifrost.simulator;

import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.Str;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The seals that real providers put on thoughts, and what they ask of them when a conversation
/// comes back. Anthropic signs the words of a thought; OpenAI's Responses encrypts thoughts where
/// `include` asks for it; Gemini signs the first call of an answer; DeepSeek, whose dialect is Chat
/// Completions, has no seal and wants the thought itself.
///
/// @param asked the request to answer
record Seals(Asked asked) {
  private static final String ANTHROPIC = "anthropic.messages";
  private static final String RESPONSES = "openai.responses";
  private static final String GEMINI = "gemini.generateContent";

  /// What Google takes in the place of a seal on calls that no Gemini model made
  /// (ai.google.dev/gemini-api/docs/thought-signatures, read 2026-11-24).
  private static final String GOOGLE_SKIPS = "skip_thought_signature_validator";

  /// Whether the request asks for thoughts.
  boolean thinks() {
    Thinking thinking = asked.request().settings().reasoning();
    return thinking != null && thinking.mode() != Thinking.Mode.OFF;
  }

  /// The seal of a thought, or null where the dialect gives none.
  @Nullable Signature ofThought(String thought) {
    return switch (dialect()) {
      case ANTHROPIC -> seal(thought);
      case RESPONSES ->
          asked.body().list("include").values().contains(Json.of("reasoning.encrypted_content"))
              ? seal(thought)
              : null;
      default -> null;
    };
  }

  /// The seal before the first call, or null where the dialect gives none.
  @Nullable Signature ofCall() {
    return dialect().equals(GEMINI) ? seal("") : null;
  }

  private String dialect() {
    return asked.format().name();
  }

  private Signature seal(String thought) {
    return Signature.of(dialect(), Str.of(sealed(thought)));
  }

  private String sealed(String thought) {
    String open = "a seal of " + dialect() + " on " + Integer.toHexString(thought.hashCode());
    return Base64.getEncoder().encodeToString(open.getBytes(StandardCharsets.UTF_8));
  }

  /// Why a strict provider refuses this conversation, or null where it takes it. What the current
  /// turn of tools must carry is asked of the messages behind the last words of the user.
  @Nullable String fault() {
    List<Message> messages = asked.request().messages();
    int turn = lastWordsOfUser(messages);
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.role() == Message.Role.ASSISTANT) {
        String fault = wrongSeal(message);
        if (fault == null && i > turn && message.parts().stream().anyMatch(Seals::isCall)) {
          fault = missing(message);
        }
        if (fault != null) {
          return "message " + i + ": " + fault;
        }
      }
    }
    return null;
  }

  private static int lastWordsOfUser(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Message.Role.USER
          && messages.get(i).parts().stream().anyMatch(Part.Text.class::isInstance)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isCall(Part part) {
    return part instanceof Part.ToolCall;
  }

  /// A seal that this provider did not make, or on other words than these.
  private @Nullable String wrongSeal(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof Part.Reasoning(Str text, Signature seal) && !isRight(text, seal)) {
        return switch (dialect()) {
          case ANTHROPIC -> "Invalid `signature` in `thinking` block";
          case RESPONSES -> "The encrypted content could not be verified.";
          default -> "Thought signature is not valid.";
        };
      }
    }
    return null;
  }

  private boolean isRight(Str text, @Nullable Signature seal) {
    if (seal == null) {
      // Anthropic's field is required; the others take thoughts without one.
      return !dialect().equals(ANTHROPIC);
    }
    boolean ours = seal.format().equals(dialect());
    return switch (dialect()) {
      case GEMINI -> ours && (seal.value().is(sealed("")) || seal.value().is(GOOGLE_SKIPS));
      case ANTHROPIC, RESPONSES -> ours && seal.value().is(sealed(text.value()));
      default -> true;
    };
  }

  /// What must stand before a call and does not.
  private @Nullable String missing(Message message) {
    Part first = message.parts().getFirst();
    return switch (dialect()) {
      case ANTHROPIC ->
          thinks() && !(first instanceof Part.Reasoning)
              ? "Expected `thinking` or `redacted_thinking`, but found `tool_use`."
              : null;
      case GEMINI ->
          hasSealBeforeCall(message)
              ? null
              : "Function call is missing a thought_signature in functionCall parts.";
      case RESPONSES -> null;
      default ->
          thinks() && !hasThought(message)
              ? "The `reasoning_content` in the thinking mode must be passed back to the API."
              : null;
    };
  }

  /// Gemini's reader passes over Google's word for "no seal", so it counts where the body says it.
  private boolean hasSealBeforeCall(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof Part.Reasoning(_, Signature seal) && seal != null) {
        return true;
      }
      if (isCall(part)) {
        return asked.body().text().contains(GOOGLE_SKIPS);
      }
    }
    return false;
  }

  private static boolean hasThought(Message message) {
    return message.parts().stream()
        .anyMatch(part -> part instanceof Part.Reasoning(Str text, _) && !text.isBlank());
  }
}
