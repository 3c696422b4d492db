package dev.bifrost.chat;

import java.util.ArrayList;
import java.util.List;

/// A whole answer: the fold of its events. `ChatResponse.of(events)` and [#events()] are inverse.
///
/// @param started how it began
/// @param parts what was said, in order
/// @param finished how it ended
public record ChatResponse(
    StreamEvent.Started started, List<Part> parts, StreamEvent.Finished finished) {
  public ChatResponse {
    parts = List.copyOf(parts);
  }

  /// The answer that these events tell.
  ///
  /// @throws dev.bifrost.failure.Failed where the answer broke off: half an answer is never a whole
  ///   one
  /// @throws IllegalStateException when the events are no sentence of the grammar
  public static ChatResponse of(Iterable<StreamEvent> events) {
    AnswerFold fold = new AnswerFold();
    events.forEach(fold::accept);
    return fold.response();
  }

  /// The events that tell this answer, each part whole in its start.
  public List<StreamEvent> events() {
    List<StreamEvent> events = new ArrayList<>();
    events.add(started);
    for (int index = 0; index < parts.size(); index++) {
      events.add(new StreamEvent.PartStarted(index, parts.get(index)));
      events.add(new StreamEvent.PartEnded(index));
    }
    events.add(finished);
    return events;
  }
}
