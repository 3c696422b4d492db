package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import java.util.ArrayList;
import java.util.List;

/// Writes a whole answer.
final class AnswerWriter {
  private AnswerWriter() {}

  static Obj write(AnswerHead head, ChatResponse response) {
    List<Obj> content = new ArrayList<>();
    for (Part part : response.parts()) {
      Obj block = BlockWriter.block(part);
      if (block != null && !isEmptyText(part)) {
        content.add(block);
      }
    }
    StreamEvent.Finished end = response.finished();
    Str stop = end.stopSequence();
    return message(head, response.started())
        .put("content", Json.of(content))
        .put("stop_reason", FinishWords.write(end.reason(), end.extras()))
        .put("stop_sequence", stop == null ? Null.NULL : stop)
        .put("usage", UsageFields.write(end.usage()))
        .build();
  }

  private static boolean isEmptyText(Part part) {
    return part instanceof Part.Text text && text.text().isEmpty();
  }

  /// The members that every message begins with.
  static ObjBuilder message(AnswerHead head, StreamEvent.Started started) {
    return Json.obj()
        .put("id", started.id().startsWith("msg_") ? started.id() : "msg_" + head.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", started.model().isEmpty() ? head.model() : started.model());
  }
}
