package dev.bifrost.chat;

/// Why an answer ended. The provider's own word, where it says more, is in the extras of
/// [StreamEvent.Finished].
public enum FinishReason {
  /// The model was done, or met a stop text.
  STOP,
  /// A stop text that the client gave was met.
  STOP_SEQUENCE,
  /// The limit of output tokens was reached.
  LENGTH,
  /// Tools are to be called.
  TOOL_CALLS,
  /// Withheld or cut by a filter.
  CONTENT_FILTER,
  /// The model refused.
  REFUSAL,
  /// The provider paused a long turn; the client may send it back to go on (Anthropic's
  /// `pause_turn`).
  PAUSE,
  /// Another reason.
  OTHER
}
