package dev.bifrost.formats.gemini;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.RequestEdit;
import dev.bifrost.wire.RequestHead;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.StreamEncoder;
import dev.bifrost.wire.Written;
import java.util.ArrayList;
import java.util.List;

/// Chat in Google's words.
///
/// @param schemas in which words schemas are written
record GeminiChat(SchemaDialect schemas) implements ChatCodec {

  @Override
  public RequestHead head(Obj body, PathFacts path) {
    return RequestReader.head(body, path);
  }

  @Override
  public ChatRequest read(Obj body, PathFacts path) {
    return RequestReader.read(body, path);
  }

  @Override
  public Written write(ChatRequest request) {
    return RequestWriter.write(request, schemas);
  }

  @Override
  public byte[] edit(Obj body, List<RequestEdit> edits) {
    return BodyEditor.edit(body, edits);
  }

  /// A whole answer has the form of a chunk, so the machine for streams reads it too.
  @Override
  public List<StreamEvent> readAnswer(Obj body) {
    if (!body.has("candidates") && !body.has("promptFeedback") && !body.has("error")) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT, "the provider's answer is none of its API: no candidates");
    }
    AnswerDecoder decoder = new AnswerDecoder();
    List<StreamEvent> events = new ArrayList<>();
    decoder.accept(body, events::add);
    decoder.endWhole(events::add);
    boolean broken = events.getLast() instanceof Broken;
    return broken ? List.of(events.getLast()) : ChatResponse.of(events).events();
  }

  @Override
  public Obj writeAnswer(AnswerHead head, ChatResponse response) {
    return AnswerWriter.write(head, response);
  }

  @Override
  public StreamDecoder decoder() {
    return new AnswerDecoder();
  }

  @Override
  public StreamEncoder encoder(AnswerHead head) {
    return new AnswerEncoder(head);
  }
}
