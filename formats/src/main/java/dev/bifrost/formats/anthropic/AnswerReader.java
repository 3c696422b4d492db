package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;

/// Understands a whole answer.
final class AnswerReader {
  private AnswerReader() {}

  static List<StreamEvent> read(Obj body) {
    if (body.is("type", "error")) {
      return List.of(new StreamEvent.Broken(AnthropicErrors.inBand(body.obj("error")), null));
    }
    if (body.arr("content") == null) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT, "the provider's answer is no message: it has no content");
    }
    List<StreamEvent> events = new ArrayList<>();
    events.add(
        new StreamEvent.Started(body.text("id", ""), body.text("model", ""), null, Extras.NONE));
    int index = 0;
    for (Obj block : body.list("content").objects()) {
      Part part = PartReader.part(block, Place.ROOT);
      events.add(new StreamEvent.PartStarted(index, part));
      events.add(new StreamEvent.PartEnded(index++));
    }
    String word = body.text("stop_reason", "end_turn");
    events.add(
        new StreamEvent.Finished(
            FinishWords.read(word),
            body.str("stop_sequence"),
            UsageFields.read(null, body.obj("usage")),
            FinishWords.extras(word)));
    return events;
  }
}
