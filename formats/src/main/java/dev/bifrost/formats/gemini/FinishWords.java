package dev.bifrost.formats.gemini;

import dev.bifrost.chat.FinishReason;
import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Str;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of `finishReason`.
final class FinishWords {
  /// The numbers of the enumeration, which some SDKs keep (recorded); the Gemini API and Vertex AI
  /// agree on these only.
  private static final List<String> NUMBERED =
      List.of("", "STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "OTHER");

  private FinishWords() {}

  /// The word of a member `finishReason`, or null where there is none.
  static @Nullable String word(@Nullable Json said) {
    return switch (said) {
      case Str word -> word.value();
      case Num number when number.longValue() >= 0 && number.longValue() < NUMBERED.size() ->
          NUMBERED.get(number.intValue());
      case Num number -> number.lexeme();
      case null, default -> null;
    };
  }

  /// What a word means. `STOP` also ends an answer that calls functions; so does the word for a
  /// call of a function that was not declared, and then the client is to say so to the model.
  static FinishReason reason(String word, boolean calls) {
    return switch (word) {
      case "STOP", "" -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "UNEXPECTED_TOOL_CALL" -> calls ? FinishReason.TOOL_CALLS : FinishReason.OTHER;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "MODEL_ARMOR" ->
          FinishReason.CONTENT_FILTER;
      // MALFORMED_FUNCTION_CALL, TOO_MANY_TOOL_CALLS, MISSING_THOUGHT_SIGNATURE, OTHER, new words.
      default -> FinishReason.OTHER;
    };
  }

  /// The word for a reason.
  static String word(FinishReason reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case CONTENT_FILTER, REFUSAL -> "SAFETY";
      case PAUSE, OTHER -> "OTHER";
    };
  }
}
