package dev.bifrost.wire;

import dev.bifrost.chat.StreamEvent;
import java.util.function.Consumer;

/// Writes one streamed answer, event by event; the events must be a sentence of the grammar of
/// [StreamEvent]. A [StreamEvent.Broken] becomes the format's own in-band error with whatever end
/// the format wants after it, and never a finish reason. Private state, one stream, one thread.
public interface StreamEncoder {
  /// Takes the next event and gives the frames it needs, perhaps none.
  void accept(StreamEvent event, Consumer<? super Frame> out);
}
