package dev.bifrost.wire;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Obj;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one format speaks chat: both directions, requests and answers, whole and streamed. Without
/// state; the machines that [#decoder] and [#encoder] make hold the state of one stream.
public interface ChatCodec {

  /// The little that routing needs, read without reading the conversation.
  ///
  /// @throws dev.bifrost.failure.Failed `BAD_REQUEST` where the model is missing or has another
  ///   type
  RequestHead head(Obj body, PathFacts path);

  /// Understands a whole request.
  ///
  /// @throws dev.bifrost.failure.Failed `BAD_REQUEST` naming the place, where a member has a type
  ///   that cannot be understood; unknown members, tools and parts never fail
  ChatRequest read(Obj body, PathFacts path);

  /// Writes a request in this format, with the model and `stream` that the request says. What has
  /// no counterpart here is left out and named in the losses.
  Written write(ChatRequest request);

  /// Why a request that was read from this format can be written in no other, or null where it can:
  /// it goes on from something that only its own provider keeps. Ask before another format's
  /// [#write].
  default @Nullable Failure untranslatable(ChatRequest request) {
    return null;
  }

  /// Makes edits on a body of this format and leaves every byte as it came that no edit names.
  byte[] edit(Obj body, List<RequestEdit> edits);

  /// Understands a whole answer of status 200.
  ///
  /// @return a sentence of the grammar, each part whole in its start; [StreamEvent.Broken] last
  ///   where the body tells a failure
  /// @throws dev.bifrost.failure.Failed `PROVIDER_FAULT` where the body is no answer of this format
  List<StreamEvent> readAnswer(Obj body);

  /// Writes a whole answer.
  Obj writeAnswer(AnswerHead head, ChatResponse response);

  /// A fresh machine that understands one streamed answer.
  StreamDecoder decoder();

  /// A fresh machine that writes one streamed answer.
  StreamEncoder encoder(AnswerHead head);
}
