package dev.bifrost.formats.openai.responses;

import dev.bifrost.json.Json;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.wire.Frame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The events of one streamed answer, numbered as they are sent. One stream, one thread.
final class Events {
  private @Nullable Consumer<? super Frame> out;
  private long sequence;

  /// Where the next events go; null where nobody listens, as only the final response is wanted.
  void to(@Nullable Consumer<? super Frame> sink) {
    out = sink;
  }

  /// Starts an event; [#send] sends it.
  ObjBuilder event(String type) {
    return Json.obj().put("type", type).put("sequence_number", sequence++);
  }

  /// Starts an event about an item.
  ObjBuilder event(String type, OutputItem item) {
    return event(type).put("item_id", item.id()).put("output_index", item.index());
  }

  void send(String type, ObjBuilder event) {
    Consumer<? super Frame> sink = out;
    if (sink != null) {
      sink.accept(Frame.of(type, event.build()));
    }
  }
}
