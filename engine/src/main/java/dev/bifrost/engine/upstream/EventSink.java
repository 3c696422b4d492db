package dev.bifrost.engine.upstream;

import dev.bifrost.chat.StreamEvent;
import java.util.function.Consumer;

/// Where the events of a translated answer go. One answer, one thread.
sealed interface EventSink extends Consumer<StreamEvent> permits StreamedAnswer, WholeAnswer {
  /// Sends what has gathered; called after each piece that came from the provider.
  void flush();

  /// The events are complete.
  void finish();

  /// Whether the events have told their end.
  boolean isEnded();
}
