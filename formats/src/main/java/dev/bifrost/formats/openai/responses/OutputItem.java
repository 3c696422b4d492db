package dev.bifrost.formats.openai.responses;

import dev.bifrost.json.Obj;

/// One item of the output while it is told.
sealed interface OutputItem permits MessageItem, ReasoningItem, CallItem, SearchItem {
  /// Its place in the output.
  int index();

  /// Its id, the same in all its events.
  String id();

  /// Whether every part of it has ended.
  boolean isComplete();

  /// Sends what is to come before `response.output_item.done`.
  void close();

  /// The whole item.
  ///
  /// @param status `completed` or `incomplete`
  Obj whole(String status);
}
