package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.json.Json;

/// Chat Completions' finish reasons.
final class FinishWords {
  private static final String WORD = "finish_reason";

  private FinishWords() {}

  /// What the word means in an answer that called tools or did not: some providers say `stop` after
  /// calls.
  static FinishReason read(String word, boolean calls) {
    return switch (word) {
      case "stop", "eos", "end_turn", "STOP" -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "length", "max_tokens", "model_length", "MAX_TOKENS" -> FinishReason.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
      case "content_filter", "safety" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  static Extras extras(String word, boolean calls) {
    return word.equals(write(read(word, calls), Extras.NONE))
        ? Extras.NONE
        : Extras.of(ChatFormat.NAME, Json.obj().put(WORD, word).build());
  }

  static String write(FinishReason reason, Extras extras) {
    return extras
        .in(ChatFormat.NAME)
        .text(
            WORD,
            switch (reason) {
              case STOP, STOP_SEQUENCE, PAUSE, OTHER, REFUSAL -> "stop";
              case LENGTH -> "length";
              case TOOL_CALLS -> "tool_calls";
              case CONTENT_FILTER -> "content_filter";
            });
  }
}
