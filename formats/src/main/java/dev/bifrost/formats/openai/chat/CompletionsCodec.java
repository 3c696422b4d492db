package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Splice;
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

/// How Chat Completions speaks chat: one file a direction.
final class CompletionsCodec implements ChatCodec {
  @Override
  public RequestHead head(Obj body, PathFacts path) {
    return new RequestHead(
        new Fields(body, Place.ROOT).required("model").value(), body.isTrue("stream"));
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
    Splice splice = new Splice(body);
    for (RequestEdit edit : edits) {
      switch (edit) {
        case RequestEdit.SetModel(String model) -> {
          if (!body.is("model", model)) {
            splice.set(body, "model", Json.of(model));
          }
        }
        case RequestEdit.SetStream(boolean stream) -> splice.set(body, "stream", Json.of(stream));
        case RequestEdit.AskUsage _ -> {
          Obj options = body.obj("stream_options");
          if (options == null) {
            splice.set(body, "stream_options", Json.obj().put("include_usage", true).build());
          } else if (!options.isTrue("include_usage")) {
            splice.set(options, "include_usage", Json.of(true));
          }
        }
        case RequestEdit.RestoreReasoning _ -> ReasoningDetails.dropForeign(body, splice);
      }
    }
    return splice.toBytes();
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
    return new ChatDecoder();
  }

  @Override
  public StreamEncoder encoder(AnswerHead head) {
    return new ChatEncoder(head);
  }
}
