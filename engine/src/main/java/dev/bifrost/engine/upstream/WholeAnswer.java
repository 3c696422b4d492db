package dev.bifrost.engine.upstream;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.transport.Headers;
import java.util.function.Function;

/// Gathers events and answers whole in the client's dialect.
final class WholeAnswer implements EventSink {
  private final Answer answer;
  private final Headers headers;
  private final Function<ChatResponse, byte[]> phrase;
  private final AnswerFold fold = new AnswerFold();
  private boolean ended;

  WholeAnswer(Answer answer, Headers headers, Function<ChatResponse, byte[]> phrase) {
    this.answer = answer;
    this.headers = headers;
    this.phrase = phrase;
  }

  @Override
  public void accept(StreamEvent event) {
    answer.account().hear(event);
    ended |= event instanceof StreamEvent.Finished || event instanceof StreamEvent.Broken;
    fold.accept(event);
  }

  @Override
  public void flush() {
    // Nothing goes out before the answer is whole.
  }

  @Override
  public void finish() {
    answer.reply(200, headers, phrase.apply(fold.response()));
  }

  @Override
  public boolean isEnded() {
    return ended;
  }
}
