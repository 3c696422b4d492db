package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.CitationDelta;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.ReasoningDelta;
import dev.bifrost.chat.StreamEvent.SignatureDelta;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes a streamed answer. Texts and thoughts go out as they come; a call goes out whole when it
/// is complete, with the finish reason where it is the last part, as Gemini does. Chunks have no
/// place for a second open part, so a part that overlaps another waits for its turn.
final class AnswerEncoder implements StreamEncoder {
  private static final List<Json> NOTHING_MORE = List.of(PartWriter.text(Str.EMPTY));

  private final AnswerHead head;
  private final SignedParts held = new SignedParts();
  private final TextOffsets offsets = new TextOffsets();
  private final GroundingWriter grounding = new GroundingWriter();
  private final List<Str> pieces = new ArrayList<>();
  private final List<Citation> citations = new ArrayList<>();
  private List<StreamEvent> later = new ArrayList<>();
  private AnswerFrames frames;
  private @Nullable Part openPart;
  private int openIndex = -1;
  private @Nullable Signature seal;
  private boolean saidAnything;

  AnswerEncoder(AnswerHead head) {
    this.head = head;
    this.frames = new AnswerFrames(head, null);
  }

  @Override
  public void accept(StreamEvent event, Consumer<? super Frame> out) {
    switch (event) {
      case Started started -> frames = new AnswerFrames(head, started);
      case PartStarted(int index, Part first) -> {
        if (openPart == null) {
          begin(index, first, out);
        } else {
          later.add(event);
        }
      }
      case TextDelta(int index, Str text) -> {
        if (isOpen(index, event)) {
          text(text, out);
        }
      }
      case ReasoningDelta(int index, Str text) -> {
        if (isOpen(index, event)) {
          thought(text, out);
        }
      }
      case ArgumentsDelta(int index, Str text) -> {
        if (isOpen(index, event)) {
          pieces.add(text);
        }
      }
      case SignatureDelta(int index, Signature signature) -> {
        if (isOpen(index, event)) {
          seal = signature;
        }
      }
      case CitationDelta(int index, Citation citation) -> {
        if (isOpen(index, event)) {
          citations.add(citation);
        }
      }
      case PartEnded(int index) -> {
        if (isOpen(index, event)) {
          end(out);
          replay(out);
        }
      }
      case Finished finished -> finish(finished, out);
      case Broken(var failure, var _) -> {
        sayHeld(out);
        out.accept(Frame.of(null, FailureWriter.body(failure)));
      }
    }
  }

  /// Whether the event is for the part whose turn it is; else it is kept.
  private boolean isOpen(int index, StreamEvent event) {
    if (index != openIndex) {
      later.add(event);
    }
    return index == openIndex;
  }

  private void replay(Consumer<? super Frame> out) {
    if (!later.isEmpty()) {
      List<StreamEvent> waiting = later;
      later = new ArrayList<>();
      waiting.forEach(event -> accept(event, out));
    }
  }

  private void begin(int index, Part first, Consumer<? super Frame> out) {
    openPart = first;
    openIndex = index;
    seal = null;
    switch (first) {
      case Part.Text(Str text, List<Citation> cited) -> {
        offsets.begin();
        citations.addAll(cited);
        text(text, out);
      }
      case Part.Refusal(Str text) -> {
        offsets.begin();
        text(text, out);
      }
      case Part.Reasoning(Str text, var signature) -> {
        seal = signature;
        thought(text, out);
      }
      case Part.ToolCall _,
          Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _,
          Part.Unknown _ -> {}
    }
  }

  private void text(Str text, Consumer<? super Frame> out) {
    if (!text.isEmpty()) {
      offsets.add(text);
      say(PartWriter.text(text), out);
    }
  }

  private void thought(Str text, Consumer<? super Frame> out) {
    if (!text.isEmpty()) {
      pieces.add(text);
      say(PartWriter.thought(text), out);
    }
  }

  private void end(Consumer<? super Frame> out) {
    switch (openPart) {
      case Part.Text _ -> grounding.cited(citations, offsets);
      case Part.Reasoning _ -> {
        Signature signature = seal;
        if (signature != null) {
          held.seal(Seals.outgoing(signature, Str.join(pieces)));
        }
      }
      case Part.ToolCall call -> {
        sayHeld(out);
        held.add(PartWriter.call(call.id(), call.tool().name(), arguments(call.arguments())));
      }
      case Part.ServerToolCall server -> {
        grounding.searched(server);
        whole(server, out);
      }
      case Part.ServerToolResult server -> {
        grounding.found(server);
        whole(server, out);
      }
      case null -> {}
      case Part other -> whole(other, out);
    }
    openPart = null;
    openIndex = -1;
    pieces.clear();
    citations.clear();
  }

  private Arguments arguments(Arguments first) {
    if (pieces.isEmpty()) {
      return first;
    }
    List<Str> all = new ArrayList<>(pieces.size() + 1);
    if (first instanceof Arguments.Text(Str begun)) {
      all.add(begun);
    }
    all.addAll(pieces);
    return new Arguments.Text(Str.join(all));
  }

  private void whole(Part part, Consumer<? super Frame> out) {
    Obj written = PartWriter.whole(part);
    if (written != null) {
      say(written, out);
    }
  }

  private void say(Obj part, Consumer<? super Frame> out) {
    sayHeld(out);
    held.add(part);
    sayHeld(out);
  }

  private void sayHeld(Consumer<? super Frame> out) {
    if (!held.isEmpty()) {
      saidAnything = true;
      out.accept(Frame.of(null, frames.chunk(held.take())));
    }
  }

  /// Google's own SDK drops a turn that has a chunk without parts from its history, so the last
  /// chunk carries what is held, or an empty text.
  private void finish(Finished finished, Consumer<? super Frame> out) {
    held.flush();
    List<Json> rest = held.take();
    List<Json> parts = rest.isEmpty() && saidAnything ? NOTHING_MORE : rest;
    Obj last = frames.last(parts.isEmpty() ? null : parts, finished, grounding.metadata());
    out.accept(Frame.of(null, last));
  }
}
