package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.ToolName;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Understands a streamed answer. A stream has no closing mark and may say a finish reason in every
/// chunk, so the answer is finished when the bytes end after one was said. Of several candidates
/// the first counts.
final class AnswerDecoder implements StreamDecoder {
  private final AnswerParts parts = new AnswerParts();
  private final UsageFields usage = new UsageFields();
  private final AnswerTail tail = new AnswerTail();
  private ToolIds ids = ToolIds.ofAnswer("");
  private boolean started;
  private boolean ended;
  private boolean searched;
  private @Nullable String finishWord;
  private @Nullable PartialArguments openCall;

  @Override
  public void accept(Frame frame, Consumer<? super StreamEvent> out) {
    if (ended) {
      return;
    }
    try {
      if (frame.json() instanceof Obj chunk) {
        accept(chunk, out);
      } else {
        broken(unreadable("a chunk is no object"), out);
      }
    } catch (JsonFault fault) {
      broken(unreadable(String.valueOf(fault.getMessage())), out);
    }
  }

  private static Failure unreadable(String why) {
    return Failure.of(
        Failure.Kind.PROVIDER_FAULT, "the provider sent a chunk that cannot be read: " + why);
  }

  /// Takes a chunk, which has the form of a whole answer.
  void accept(Obj chunk, Consumer<? super StreamEvent> out) {
    Obj error = chunk.obj("error");
    if (error != null) {
      broken(FailureReader.inBand(error), out);
      return;
    }
    Obj candidate = first(chunk);
    Obj counted = chunk.obj("usageMetadata");
    Obj feedback = chunk.obj("promptFeedback");
    if (candidate == null && counted == null && feedback == null) {
      return;
    }
    if (!started) {
      started = true;
      String id = chunk.text("responseId", "");
      ids = ToolIds.ofAnswer(id);
      out.accept(new Started(id, chunk.text("modelVersion", ""), null, Extras.NONE));
    }
    if (counted != null) {
      usage.accept(counted);
    }
    tail.chunk(chunk, feedback);
    if (candidate != null) {
      candidate(candidate, out);
    }
  }

  private static @Nullable Obj first(Obj chunk) {
    for (Json candidate : chunk.list("candidates")) {
      if (candidate instanceof Obj object && object.number("index", 0) == 0) {
        return object;
      }
    }
    return null;
  }

  private void candidate(Obj candidate, Consumer<? super StreamEvent> out) {
    Obj content = candidate.obj("content");
    if (content != null) {
      for (Json part : content.list("parts")) {
        if (part instanceof Obj object) {
          part(object, out);
        }
      }
    }
    String word = FinishWords.word(candidate.get("finishReason"));
    finishWord = word == null ? finishWord : word;
    tail.candidate(candidate);
  }

  private void part(Obj part, Consumer<? super StreamEvent> out) {
    Str signature = part.str("thoughtSignature");
    Str text = part.str("text");
    Obj call = text == null ? part.obj("functionCall") : null;
    if (call != null) {
      call(call, signature, out);
      return;
    }
    endCall(out);
    if (text == null) {
      other(part, signature, out);
    } else if (part.isTrue("thought")) {
      parts.thought(text, signature, out);
    } else {
      parts.text(text, signature, out);
    }
  }

  private void other(Obj part, @Nullable Str signature, Consumer<? super StreamEvent> out) {
    if (signature != null) {
      parts.seal(signature, out);
    }
    Obj response = part.obj("functionResponse");
    if (response != null) {
      String id = ids.result(response.text("id"), response.text("name", ""));
      parts.whole(
          new Part.ServerToolResult(id, ServerToolKind.MCP, List.of(), PartReader.raw(part)), out);
    } else if (!part.isEmpty() && !(signature != null && part.members().size() == 1)) {
      Part whole = PartReader.whole(part, ids);
      searched |=
          whole instanceof Part.ServerToolCall server && server.kind() == ServerToolKind.WEB_SEARCH;
      parts.whole(whole, out);
    }
  }

  /// A call comes whole; or, streamed, begins with its name, goes on in parts without one and ends
  /// with a part that does not say that more is to come.
  private void call(Obj call, @Nullable Str signature, Consumer<? super StreamEvent> out) {
    String name = call.text("name", "");
    Obj args = call.obj("args");
    PartialArguments open = openCall;
    if (open != null && name.isEmpty()) {
      call.list("partialArgs").objects().forEach(open::accept);
      if (!call.isTrue("willContinue")) {
        endCall(out);
      }
      return;
    }
    endCall(out);
    if (signature != null) {
      parts.seal(signature, out);
    }
    if (name.isEmpty() && args == null) {
      return;
    }
    String tool = name.isEmpty() ? "unknown" : name;
    String id = ids.call(call.text("id"), tool);
    PartialArguments begun = new PartialArguments();
    call.list("partialArgs").objects().forEach(begun::accept);
    if (call.isTrue("willContinue")) {
      openCall = begun;
      parts.beginCall(id, tool, out);
    } else {
      Arguments whole = new Arguments.Whole(args == null ? begun.object() : args);
      parts.whole(new Part.ToolCall(id, ToolName.function(tool), whole), out);
    }
  }

  private void endCall(Consumer<? super StreamEvent> out) {
    PartialArguments open = openCall;
    if (open != null) {
      openCall = null;
      parts.endCall(open.object(), out);
    }
  }

  @Override
  public void end(Consumer<? super StreamEvent> out) {
    if (ended) {
      return;
    }
    if (started && (finishWord != null || tail.isBlocked())) {
      finish(out);
    } else {
      broken(
          Failure.of(
              Failure.Kind.CONNECTION_BROKEN,
              "the provider's stream ended before the answer was complete"),
          out);
    }
  }

  /// The end of an answer that came whole: nothing can have been cut off, so what has content needs
  /// no finish reason.
  void endWhole(Consumer<? super StreamEvent> out) {
    if (ended) {
      return;
    }
    if (started && (finishWord != null || tail.isBlocked() || !parts.isEmpty())) {
      finish(out);
    } else {
      broken(
          Failure.of(
              Failure.Kind.PROVIDER_FAULT,
              "the provider's answer holds neither content nor a reason for having none"),
          out);
    }
  }

  private void finish(Consumer<? super StreamEvent> out) {
    endCall(out);
    Obj grounding = tail.grounding();
    List<Obj> sources = tail.citationSources();
    boolean cites = parts.isTextOpen() && (grounding != null || !sources.isEmpty());
    List<Citation> citations =
        cites ? GroundingReader.citations(grounding, sources, parts.text()) : List.of();
    List<Part> search =
        grounding == null || searched ? List.of() : GroundingReader.search(grounding, ids);
    parts.finish(citations, search, out);
    FinishReason reason = reason();
    ended = true;
    out.accept(
        new Finished(
            reason,
            null,
            usage.usage(),
            Extras.of(GeminiFormat.NAME, tail.extras(finishWord, reason, usage.others()))));
  }

  private FinishReason reason() {
    String word = finishWord;
    if (word != null) {
      return FinishWords.reason(word, ids.hasOpenCalls());
    }
    if (tail.isBlocked()) {
      return FinishReason.CONTENT_FILTER;
    }
    return ids.hasOpenCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
  }

  private void broken(Failure failure, Consumer<? super StreamEvent> out) {
    ended = true;
    out.accept(new Broken(failure, usage.usage()));
  }
}
