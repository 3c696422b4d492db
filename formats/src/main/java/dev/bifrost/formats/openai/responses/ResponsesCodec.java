package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.Place;
import dev.bifrost.wire.RequestEdit;
import dev.bifrost.wire.RequestHead;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.StreamEncoder;
import dev.bifrost.wire.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the Responses API speaks chat: one file a direction.
final class ResponsesCodec implements ChatCodec {
  @Override
  public RequestHead head(Obj body, PathFacts path) {
    Fields request = new Fields(body, Place.ROOT);
    return new RequestHead(request.required("model").value(), body.isTrue("stream"));
  }

  @Override
  public ChatRequest read(Obj body, PathFacts path) {
    return RequestReader.read(body);
  }

  @Override
  public Written write(ChatRequest request) {
    return RequestWriter.write(request);
  }

  @Override
  public @Nullable Failure untranslatable(ChatRequest request) {
    return Untranslatable.why(request);
  }

  @Override
  public byte[] edit(Obj body, List<RequestEdit> edits) {
    return RequestEditor.edit(body, edits);
  }

  @Override
  public List<StreamEvent> readAnswer(Obj body) {
    return AnswerReader.read(body);
  }

  @Override
  public Obj writeAnswer(AnswerHead head, ChatResponse response) {
    ResponsesEncoder encoder = new ResponsesEncoder(head);
    response.events().forEach(encoder::accept);
    return encoder.response();
  }

  @Override
  public StreamDecoder decoder() {
    return new ResponsesDecoder();
  }

  @Override
  public StreamEncoder encoder(AnswerHead head) {
    return new ResponsesEncoder(head);
  }
}
