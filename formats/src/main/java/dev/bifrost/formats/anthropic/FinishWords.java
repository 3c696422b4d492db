package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;

/// Anthropic's stop reasons.
final class FinishWords {
  private static final String WORD = "stop_reason";

  private FinishWords() {}

  static FinishReason read(String word) {
    return switch (word) {
      case "end_turn" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.REFUSAL;
      case "pause_turn" -> FinishReason.PAUSE;
      default -> FinishReason.OTHER;
    };
  }

  /// The word itself, where it says more than the reason.
  static Extras extras(String word) {
    return word.equals(write(read(word), Extras.NONE))
        ? Extras.NONE
        : Extras.of(AnthropicFormat.NAME, Json.obj().put(WORD, word).build());
  }

  static String write(FinishReason reason, Extras extras) {
    Obj own = extras.in(AnthropicFormat.NAME);
    return own.text(
        WORD,
        switch (reason) {
          case STOP, OTHER -> "end_turn";
          case STOP_SEQUENCE -> "stop_sequence";
          case LENGTH -> "max_tokens";
          case TOOL_CALLS -> "tool_use";
          case CONTENT_FILTER, REFUSAL -> "refusal";
          case PAUSE -> "pause_turn";
        });
  }
}
