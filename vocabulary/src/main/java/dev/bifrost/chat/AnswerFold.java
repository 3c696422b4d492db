package dev.bifrost.chat;

import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.CitationDelta;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.ReasoningDelta;
import dev.bifrost.chat.StreamEvent.SignatureDelta;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.failure.Failed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Folds the events of one answer into a [ChatResponse] and holds them to the grammar. One stream,
/// one thread.
public final class AnswerFold {
  private @Nullable Started started;
  private @Nullable Finished finished;
  private @Nullable Broken broken;
  private final List<PartFold> parts = new ArrayList<>();

  /// Takes the next event.
  ///
  /// @throws IllegalStateException when it cannot stand here
  public void accept(StreamEvent event) {
    if (finished != null || broken != null) {
      throw new IllegalStateException("after the end: " + event);
    }
    switch (event) {
      case Started start -> {
        require(started == null, event);
        started = start;
      }
      case PartStarted(int index, Part head) -> {
        require(started != null && index == parts.size(), event);
        parts.add(new PartFold(head));
      }
      case TextDelta delta -> open(delta.index(), event).text(delta.text());
      case ReasoningDelta delta -> open(delta.index(), event).reasoning(delta.text());
      case ArgumentsDelta delta -> open(delta.index(), event).arguments(delta.text());
      case SignatureDelta delta -> open(delta.index(), event).signature(delta.signature());
      case CitationDelta delta -> open(delta.index(), event).citation(delta.citation());
      case PartEnded(int index) -> open(index, event).end();
      case Finished end -> {
        require(started != null && parts.stream().noneMatch(PartFold::isOpen), event);
        finished = end;
      }
      case Broken end -> broken = end;
    }
  }

  /// The whole answer.
  ///
  /// @throws Failed where the answer broke off
  /// @throws IllegalStateException where it has not ended
  public ChatResponse response() {
    if (broken != null) {
      throw new Failed(broken.failure());
    }
    if (started == null || finished == null) {
      throw new IllegalStateException("the answer has not ended");
    }
    return new ChatResponse(started, parts.stream().map(PartFold::part).toList(), finished);
  }

  private PartFold open(int index, StreamEvent event) {
    require(index >= 0 && index < parts.size() && parts.get(index).isOpen(), event);
    return parts.get(index);
  }

  private static void require(boolean holds, StreamEvent event) {
    if (!holds) {
      throw new IllegalStateException("cannot stand here: " + event);
    }
  }
}
