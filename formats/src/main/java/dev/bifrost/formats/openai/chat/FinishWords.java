package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.json.Json;

/// Chat Completions' finish reasons. A refusal is told by its text beside the word `stop`; one
/// without a text can only be told as `content_filter`.
final class FinishWords {
  private static final String WORD = "finish_reason";

  private FinishWords() {}

  /// What the word means in an answer that called tools, or refused, or did neither: some providers
  /// say `stop` after calls, and some nothing at all.
  static FinishReason read(String word, boolean calls, boolean refuses) {
    return switch (word) {
      case "stop", "eos", "end_turn", "STOP", "" -> stop(calls, refuses);
      case "length", "max_tokens", "model_length", "MAX_TOKENS" -> FinishReason.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
      case "content_filter", "safety" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private static FinishReason stop(boolean calls, boolean refuses) {
    if (calls) {
      return FinishReason.TOOL_CALLS;
    }
    return refuses ? FinishReason.REFUSAL : FinishReason.STOP;
  }

  /// The provider's own word where the reason does not say it already.
  static Extras extras(String word, FinishReason reason, boolean refuses) {
    return word.isEmpty() || word.equals(usual(reason, refuses))
        ? Extras.NONE
        : Extras.of(ChatFormat.NAME, Json.obj().put(WORD, word).build());
  }

  static String write(StreamEvent.Finished end, boolean refuses) {
    return end.extras().in(ChatFormat.NAME).text(WORD, usual(end.reason(), refuses));
  }

  private static String usual(FinishReason reason, boolean refuses) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, PAUSE, OTHER -> "stop";
      case REFUSAL -> refuses ? "stop" : "content_filter";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }
}
