package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.ToolName;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamEncoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes a streamed answer, as strictly as the strictest client reads it: every chunk has id,
/// object, time and model, the first delta the role, each call index, id and type at its start, and
/// the usage, where it was asked for, a chunk of its own with no choices.
final class ChatEncoder implements StreamEncoder {
  private final AnswerHead head;
  private StreamEvent.Started started;
  private final Map<Integer, Integer> calls = new HashMap<>();
  private final Map<Integer, ToolName.Kind> kinds = new HashMap<>();
  private final Map<Integer, Boolean> argued = new HashMap<>();
  private final Set<Integer> refusals = new HashSet<>();
  private boolean spoken;
  private int seals;

  ChatEncoder(AnswerHead head) {
    this.head = head;
    this.started = new StreamEvent.Started("", "", null, Extras.NONE);
  }

  @Override
  public void accept(StreamEvent event, Consumer<? super Frame> out) {
    switch (event) {
      case StreamEvent.Started begun -> {
        started = begun;
        delta(Json.obj().put("content", ""), out);
      }
      case StreamEvent.PartStarted(int index, Part part) -> begin(index, part, out);
      case StreamEvent.TextDelta(int index, Str text) ->
          delta(Json.obj().put(refusals.contains(index) ? "refusal" : "content", text), out);
      case StreamEvent.ReasoningDelta(_, Str text) ->
          delta(Json.obj().put("reasoning_content", text), out);
      case StreamEvent.ArgumentsDelta(int index, Str text) -> arguments(index, text, out);
      case StreamEvent.SignatureDelta(_, Signature seal) -> seal(seal, out);
      case StreamEvent.CitationDelta(_, Citation citation) -> citation(citation, out);
      case StreamEvent.PartEnded(int index) -> {
        if (Boolean.FALSE.equals(argued.get(index)) && kinds.get(index) == ToolName.Kind.FUNCTION) {
          arguments(index, Str.of("{}"), out);
        }
      }
      case StreamEvent.Finished end -> finish(end, out);
      case StreamEvent.Broken broken -> {
        out.accept(
            Frame.of(null, Json.obj().put("error", OpenAiErrors.object(broken.failure())).build()));
        out.accept(Frame.of(null, "[DONE]"));
      }
    }
  }

  private void begin(int index, Part part, Consumer<? super Frame> out) {
    switch (part) {
      case Part.Text(Str text, List<Citation> citations) -> {
        if (!text.isEmpty()) {
          delta(Json.obj().put("content", text), out);
        }
        citations.forEach(citation -> citation(citation, out));
      }
      case Part.Refusal refusal -> {
        refusals.add(index);
        if (!refusal.text().isEmpty()) {
          delta(Json.obj().put("refusal", refusal.text()), out);
        }
      }
      case Part.Reasoning(Str text, Signature seal) -> {
        if (!text.isEmpty()) {
          delta(Json.obj().put("reasoning_content", text), out);
        }
        if (seal != null) {
          seal(seal, out);
        }
      }
      case Part.ToolCall call -> call(index, call, out);
      case Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _,
          Part.Unknown _ -> {}
    }
  }

  private void seal(Signature seal, Consumer<? super Frame> out) {
    Obj entry = ReasoningDetails.entry(Str.EMPTY, seal, seals++);
    delta(Json.obj().put("reasoning_details", Json.of(List.of(entry))), out);
  }

  private void citation(Citation citation, Consumer<? super Frame> out) {
    Obj written = Annotations.write(citation);
    if (written != null) {
      delta(Json.obj().put("annotations", Json.of(List.of(written))), out);
    }
  }

  private void call(int index, Part.ToolCall call, Consumer<? super Frame> out) {
    int place = calls.size();
    calls.put(index, place);
    kinds.put(index, call.tool().kind());
    boolean freeform = call.tool().kind() == ToolName.Kind.FREEFORM;
    Str first =
        switch (call.arguments()) {
          case Arguments.Text(Str text) -> text;
          case Arguments.Whole whole -> whole.asText();
        };
    argued.put(index, !first.isEmpty());
    Obj inner =
        Json.obj()
            .put("name", call.tool().name())
            .put(freeform ? "input" : "arguments", first)
            .build();
    entry(
        Json.obj()
            .put("index", place)
            .put("id", call.id())
            .put("type", freeform ? "custom" : "function")
            .put(freeform ? "custom" : "function", inner),
        out);
  }

  private void arguments(int index, Str text, Consumer<? super Frame> out) {
    Integer place = calls.get(index);
    if (place == null) {
      return;
    }
    argued.put(index, true);
    boolean freeform = kinds.get(index) == ToolName.Kind.FREEFORM;
    entry(
        Json.obj()
            .put("index", place)
            .put(
                freeform ? "custom" : "function",
                Json.obj().put(freeform ? "input" : "arguments", text).build()),
        out);
  }

  private void entry(ObjBuilder call, Consumer<? super Frame> out) {
    delta(Json.obj().put("tool_calls", Json.of(List.of(call.build()))), out);
  }

  private void delta(ObjBuilder delta, Consumer<? super Frame> out) {
    Obj said = delta.build();
    if (!spoken) {
      spoken = true;
      said = Json.obj().put("role", "assistant").putAll(said).build();
    }
    choice(said, null, out);
  }

  private void choice(Obj delta, @Nullable String finish, Consumer<? super Frame> out) {
    Obj choice =
        Json.obj()
            .put("index", 0)
            .put("delta", delta)
            .put("logprobs", Null.NULL)
            .put("finish_reason", finish == null ? Null.NULL : Str.of(finish))
            .build();
    emit(Json.of(List.of(choice)), null, out);
  }

  private void emit(Json choices, @Nullable Obj usage, Consumer<? super Frame> out) {
    Obj chunk =
        AnswerWriter.envelope(head, started, "chat.completion.chunk")
            .put("choices", choices)
            .putIfPresent("usage", usage)
            .build();
    out.accept(Frame.of(null, chunk));
  }

  private void finish(StreamEvent.Finished end, Consumer<? super Frame> out) {
    if (!spoken) {
      delta(Json.obj().put("content", ""), out);
    }
    choice(Obj.empty(), FinishWords.write(end, !refusals.isEmpty()), out);
    Obj options = head.request().obj("stream_options");
    if (end.usage() != null && options != null && options.isTrue("include_usage")) {
      emit(Json.of(List.of()), UsageFields.write(end.usage()), out);
    }
    out.accept(Frame.of(null, "[DONE]"));
  }
}
