package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.FinishReason;

/// How an answer's end is said: `status`, and `incomplete_details.reason` where it is not whole.
final class FinishWords {
  /// What is said where a provider paused; OpenAI itself never does.
  static final String PAUSE = "pause_turn";

  private FinishWords() {}

  /// Why the answer is incomplete; empty where it is complete.
  ///
  /// @param refuses whether it refuses in words, which completes it
  static String incompleteReason(FinishReason reason, boolean refuses) {
    return switch (reason) {
      case LENGTH -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      case REFUSAL -> refuses ? "" : "content_filter";
      case PAUSE -> PAUSE;
      case STOP, STOP_SEQUENCE, TOOL_CALLS, OTHER -> "";
    };
  }
}
