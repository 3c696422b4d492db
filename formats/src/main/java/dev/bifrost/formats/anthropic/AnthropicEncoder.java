package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes a streamed answer. Messages knows no overlapping blocks: what comes for a later part
/// while an earlier one is open waits for its turn.
final class AnthropicEncoder implements StreamEncoder {
  private final AnswerHead head;
  private final Map<Integer, List<StreamEvent>> waiting = new LinkedHashMap<>();
  private int current = -1;
  private @Nullable Part currentHead;
  private @Nullable Signature seal;
  private int block;

  AnthropicEncoder(AnswerHead head) {
    this.head = head;
  }

  @Override
  public void accept(StreamEvent event, Consumer<? super Frame> out) {
    switch (event) {
      case StreamEvent.Started started -> start(started, out);
      case StreamEvent.PartStarted started -> part(started.index(), event, out);
      case StreamEvent.TextDelta delta -> part(delta.index(), event, out);
      case StreamEvent.ReasoningDelta delta -> part(delta.index(), event, out);
      case StreamEvent.ArgumentsDelta delta -> part(delta.index(), event, out);
      case StreamEvent.SignatureDelta delta -> part(delta.index(), event, out);
      case StreamEvent.CitationDelta delta -> part(delta.index(), event, out);
      case StreamEvent.PartEnded ended -> part(ended.index(), event, out);
      case StreamEvent.Finished finished -> finish(finished, out);
      case StreamEvent.Broken broken -> emit("error", AnthropicErrors.body(broken.failure()), out);
    }
  }

  private static void emit(String name, Obj event, Consumer<? super Frame> out) {
    out.accept(Frame.of(name, event));
  }

  private void start(StreamEvent.Started started, Consumer<? super Frame> out) {
    Obj message =
        AnswerWriter.message(head, started)
            .put("content", Json.of(List.of()))
            .put("stop_reason", Null.NULL)
            .put("stop_sequence", Null.NULL)
            .put("usage", UsageFields.write(started.usage()))
            .build();
    emit(
        "message_start",
        Json.obj().put("type", "message_start").put("message", message).build(),
        out);
  }

  private void part(int index, StreamEvent event, Consumer<? super Frame> out) {
    if (current >= 0 && current != index) {
      waiting.computeIfAbsent(index, _ -> new ArrayList<>()).add(event);
      return;
    }
    current = index;
    now(event, out);
    while (current < 0 && !waiting.isEmpty()) {
      current = waiting.keySet().iterator().next();
      List<StreamEvent> held = waiting.remove(current);
      if (held != null) {
        held.forEach(told -> now(told, out));
      }
    }
  }

  private void now(StreamEvent event, Consumer<? super Frame> out) {
    switch (event) {
      case StreamEvent.PartStarted(_, Part part) -> begin(part, out);
      case StreamEvent.TextDelta(_, Str text) -> delta("text_delta", "text", text, out);
      case StreamEvent.ReasoningDelta(_, Str text) ->
          delta("thinking_delta", "thinking", text, out);
      case StreamEvent.ArgumentsDelta(_, Str text) ->
          delta("input_json_delta", "partial_json", text, out);
      case StreamEvent.SignatureDelta(_, Signature told) -> seal = told;
      case StreamEvent.CitationDelta(_, var citation) -> {
        Obj own = BlockWriter.citation(citation);
        if (own != null) {
          delta("citations_delta", "citation", own, out);
        }
      }
      case StreamEvent.PartEnded _ -> close(out);
      case StreamEvent.Started _, StreamEvent.Finished _, StreamEvent.Broken _ -> {}
    }
  }

  private void begin(Part part, Consumer<? super Frame> out) {
    currentHead = part;
    switch (part) {
      case Part.Text text -> {
        open(BlockWriter.text(Str.EMPTY, List.of()), out);
        piece("text_delta", "text", text.text(), out);
        text.citations().stream()
            .map(BlockWriter::citation)
            .filter(Objects::nonNull)
            .forEach(citation -> delta("citations_delta", "citation", citation, out));
      }
      case Part.Refusal refusal -> {
        open(BlockWriter.text(Str.EMPTY, List.of()), out);
        piece("text_delta", "text", refusal.text(), out);
      }
      case Part.Reasoning reasoning -> thought(reasoning, out);
      case Part.ToolCall call -> {
        open(BlockWriter.call(call, Obj.empty()), out);
        piece("input_json_delta", "partial_json", BlockWriter.argumentText(call.arguments()), out);
      }
      case Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.Unknown _,
          Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.ToolResult _,
          Part.CachePoint _ ->
          whole(part, out);
    }
  }

  /// A part that does not stream; one that a message cannot say leaves no trace.
  private void whole(Part part, Consumer<? super Frame> out) {
    Obj said = BlockWriter.block(part);
    if (said == null) {
      currentHead = null;
    } else if (said.is("type", "server_tool_use")) {
      open(said.with("input", Obj.empty()), out);
      Obj input = said.obj("input");
      piece(
          "input_json_delta",
          "partial_json",
          Str.quoting(input == null ? Obj.empty() : input),
          out);
    } else {
      open(said, out);
    }
  }

  private void thought(Part.Reasoning reasoning, Consumer<? super Frame> out) {
    seal = reasoning.signature();
    Obj whole = BlockWriter.reasoning(reasoning.text(), seal);
    if (whole.is("type", "redacted_thinking")) {
      currentHead =
          new Part.Unknown("redacted_thinking", new Part.Raw(AnthropicFormat.NAME, whole));
      open(whole, out);
      return;
    }
    open(Json.obj().put("type", "thinking").put("thinking", "").put("signature", "").build(), out);
    piece("thinking_delta", "thinking", reasoning.text(), out);
  }

  private void open(Obj content, Consumer<? super Frame> out) {
    emit(
        "content_block_start",
        Json.obj()
            .put("type", "content_block_start")
            .put("index", block)
            .put("content_block", content)
            .build(),
        out);
  }

  private void piece(String type, String name, Str text, Consumer<? super Frame> out) {
    if (!text.isEmpty()) {
      delta(type, name, text, out);
    }
  }

  private void delta(String type, String name, Json value, Consumer<? super Frame> out) {
    if (currentHead == null) {
      return;
    }
    emit(
        "content_block_delta",
        Json.obj()
            .put("type", "content_block_delta")
            .put("index", block)
            .put("delta", Json.obj().put("type", type).put(name, value).build())
            .build(),
        out);
  }

  private void close(Consumer<? super Frame> out) {
    if (currentHead instanceof Part.Reasoning) {
      delta("signature_delta", "signature", BlockWriter.opaque(seal), out);
    }
    if (currentHead != null) {
      emit(
          "content_block_stop",
          Json.obj().put("type", "content_block_stop").put("index", block).build(),
          out);
      block++;
    }
    seal = null;
    currentHead = null;
    current = -1;
  }

  private void finish(StreamEvent.Finished finished, Consumer<? super Frame> out) {
    Str stop = finished.stopSequence();
    emit(
        "message_delta",
        Json.obj()
            .put("type", "message_delta")
            .put(
                "delta",
                Json.obj()
                    .put("stop_reason", FinishWords.write(finished.reason(), finished.extras()))
                    .put("stop_sequence", stop == null ? Null.NULL : stop)
                    .build())
            .put("usage", UsageFields.write(finished.usage()))
            .build(),
        out);
    emit("message_stop", Json.obj().put("type", "message_stop").build(), out);
  }
}
