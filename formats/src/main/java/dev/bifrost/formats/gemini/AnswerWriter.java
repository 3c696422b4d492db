package dev.bifrost.formats.gemini;

import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a whole answer. One answer, one thread.
final class AnswerWriter {
  private final SignedParts parts = new SignedParts();
  private final TextOffsets offsets = new TextOffsets();
  private final GroundingWriter grounding = new GroundingWriter();

  private AnswerWriter() {}

  static Obj write(AnswerHead head, ChatResponse response) {
    AnswerWriter writer = new AnswerWriter();
    response.parts().forEach(writer::part);
    writer.parts.flush();
    List<Json> written = writer.parts.take();
    return new AnswerFrames(head, response.started())
        .last(written.isEmpty() ? null : written, response.finished(), writer.grounding.metadata());
  }

  private void part(Part part) {
    switch (part) {
      case Part.Text(Str text, List<Citation> citations) -> {
        text(text);
        grounding.cited(citations, offsets);
      }
      case Part.Refusal(Str text) -> text(text);
      case Part.Reasoning(Str text, var signature) -> reasoning(text, signature);
      case Part.ToolCall call ->
          parts.add(PartWriter.call(call.id(), call.tool().name(), call.arguments()));
      case Part.ServerToolCall server -> {
        grounding.searched(server);
        whole(server);
      }
      case Part.ServerToolResult server -> {
        grounding.found(server);
        whole(server);
      }
      case Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.ToolResult _,
          Part.CachePoint _,
          Part.Unknown _ ->
          whole(part);
    }
  }

  private void text(Str text) {
    offsets.begin();
    if (!text.isEmpty()) {
      offsets.add(text);
      parts.add(PartWriter.text(text));
    }
  }

  private void reasoning(Str text, @Nullable Signature signature) {
    if (!text.isEmpty()) {
      parts.add(PartWriter.thought(text));
    }
    if (signature != null) {
      parts.seal(Seals.outgoing(signature, text));
    }
  }

  private void whole(Part part) {
    Obj written = PartWriter.whole(part);
    if (written != null) {
      parts.add(written);
    }
  }
}
