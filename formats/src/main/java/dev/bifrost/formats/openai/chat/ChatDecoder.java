package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.Usage;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Arr;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamDecoder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Understands a streamed answer. The end is told at `[DONE]`, or at the clean end of the bytes
/// behind a finish reason, since the usage may come in a chunk of its own between the two. Of
/// several choices the first is heard.
final class ChatDecoder implements StreamDecoder {
  private final OpenParts parts = new OpenParts();
  private boolean started;
  private boolean ended;
  private @Nullable String finish;
  private @Nullable Usage usage;

  @Override
  public void accept(Frame frame, Consumer<? super StreamEvent> out) {
    if (ended) {
      return;
    }
    if (frame.says("[DONE]")) {
      finish(out);
      return;
    }
    try {
      if (frame.json() instanceof Obj chunk) {
        chunk(chunk, out);
      } else {
        broken(unreadable(), out);
      }
    } catch (JsonFault notJson) {
      broken(unreadable(), out);
    }
  }

  private static Failure unreadable() {
    return Failure.of(Failure.Kind.PROVIDER_FAULT, "the provider sent a chunk that cannot be read");
  }

  private void chunk(Obj chunk, Consumer<? super StreamEvent> out) {
    Obj error = chunk.obj("error");
    if (error != null) {
      broken(OpenAiErrors.inBand(error), out);
      return;
    }
    if (!started) {
      started = true;
      out.accept(
          new StreamEvent.Started(
              chunk.text("id", ""), chunk.text("model", ""), null, Extras.NONE));
    }
    Obj nested = chunk.obj("x_groq");
    Usage told = UsageFields.read(chunk.obj("usage"));
    if (told == null && nested != null) {
      told = UsageFields.read(nested.obj("usage"));
    }
    usage = told == null ? usage : told;
    for (Obj choice : chunk.list("choices").objects()) {
      if (choice.number("index", 0) == 0) {
        choice(choice, out);
      }
    }
    if (parts.hasText()) {
      Annotations.top(chunk).forEach(citation -> parts.citation(citation, out));
    }
  }

  private void choice(Obj choice, Consumer<? super StreamEvent> out) {
    Obj delta = choice.obj("delta");
    if (delta == null) {
      delta = choice.obj("message");
    }
    if (delta != null) {
      delta(delta, out);
    }
    String word = choice.text("finish_reason");
    if (word != null && !word.isEmpty()) {
      finish = word;
    }
  }

  private void delta(Obj delta, Consumer<? super StreamEvent> out) {
    Str thought = ReasoningDetails.plain(delta);
    if (thought == null) {
      thought = detail(delta);
    }
    if (thought != null && !thought.isEmpty()) {
      parts.reasoning(thought, out);
    }
    Signature seal = ReasoningDetails.seal(delta);
    if (seal != null) {
      parts.signature(seal, out);
    }
    switch (delta.get("content")) {
      case Str text -> parts.text(text, out);
      case Arr content -> content.objects().forEach(part -> content(part, out));
      case null, default -> {}
    }
    Str refusal = delta.str("refusal");
    if (refusal != null) {
      parts.refusal(refusal, out);
    }
    for (Citation citation : Annotations.read(delta)) {
      parts.citation(citation, out);
    }
    for (Obj image : delta.list("images").objects()) {
      parts.whole(ContentParts.read(image), out);
    }
    int position = 0;
    for (Obj call : delta.list("tool_calls").objects()) {
      parts.call(call, position++, out);
    }
    Obj legacy = delta.obj("function_call");
    if (legacy != null) {
      parts.legacy(legacy, out);
    }
  }

  private static @Nullable Str detail(Obj delta) {
    for (Obj detail : delta.list("reasoning_details").objects()) {
      Str text = detail.str("text");
      text = text == null ? detail.str("summary") : text;
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// Mistral streams its content as parts.
  private void content(Obj part, Consumer<? super StreamEvent> out) {
    switch (ContentParts.read(part)) {
      case Part.Text text -> parts.text(text.text(), out);
      case Part.Reasoning reasoning -> parts.reasoning(reasoning.text(), out);
      case Part other -> parts.whole(other, out);
    }
  }

  private void finish(Consumer<? super StreamEvent> out) {
    if (finish == null || !started) {
      broken(
          Failure.of(
              Failure.Kind.CONNECTION_BROKEN, "the provider ended its answer without a reason"),
          out);
      return;
    }
    if (finish.equals("error")) {
      // OpenRouter says so before, or instead of, the error itself.
      broken(
          Failure.of(Failure.Kind.PROVIDER_FAULT, "the provider ended its answer with an error"),
          out);
      return;
    }
    parts.closeAll(out);
    ended = true;
    FinishReason reason = FinishWords.read(finish, parts.hasCalls(), parts.hasRefusal());
    Extras extras = FinishWords.extras(finish, reason, parts.hasRefusal());
    out.accept(new Finished(reason, null, usage, extras));
  }

  private void broken(Failure failure, Consumer<? super StreamEvent> out) {
    if (!ended) {
      ended = true;
      out.accept(new Broken(failure, usage));
    }
  }

  @Override
  public void end(Consumer<? super StreamEvent> out) {
    if (ended) {
      return;
    }
    if (finish != null) {
      finish(out);
      return;
    }
    broken(
        Failure.coded(
            "provider_connection_broken",
            Failure.Kind.CONNECTION_BROKEN,
            "the provider's answer ended before it was complete"),
        out);
  }
}
