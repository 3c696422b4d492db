package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
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

/// How the Messages API speaks chat: one file a direction.
final class AnthropicCodec implements ChatCodec {
  @Override
  public RequestHead head(Obj body, PathFacts path) {
    String model = new Fields(body, Place.ROOT).required("model").value();
    // Claude Code marks its long-context models so; no provider knows the mark.
    boolean marked = model.endsWith("[1m]");
    return new RequestHead(
        marked ? model.substring(0, model.length() - 4) : model, body.isTrue("stream"));
  }

  @Override
  public ChatRequest read(Obj body, PathFacts path) {
    return new RequestReader(body).request();
  }

  @Override
  public Written write(ChatRequest request) {
    return new RequestWriter(request).written();
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
    return AnswerWriter.write(head, response);
  }

  @Override
  public StreamDecoder decoder() {
    return new AnthropicDecoder();
  }

  @Override
  public StreamEncoder encoder(AnswerHead head) {
    return new AnthropicEncoder(head);
  }
}
