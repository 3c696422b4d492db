package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Extras;
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
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.chat.Usage;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.Place;
import dev.bifrost.wire.StreamDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Understands a streamed answer.
final class AnthropicDecoder implements StreamDecoder {
  /// A block under way.
  ///
  /// @param index the part's index, or -1 while its kind is told only when it is whole
  private record Open(int index, Part head, Obj block, List<Str> pieces) {}

  private final Map<Long, Open> open = new LinkedHashMap<>();
  private int parts;
  private boolean started;
  private boolean ended;
  private @Nullable Obj firstUsage;
  private @Nullable Obj lastUsage;
  private String stopReason = "";
  private @Nullable Str stopSequence;

  @Override
  public void accept(Frame frame, Consumer<? super StreamEvent> out) {
    if (ended) {
      return;
    }
    try {
      if (frame.json() instanceof Obj event) {
        event(event, out);
      } else {
        broken(unreadable(), out);
      }
    } catch (JsonFault notJson) {
      broken(unreadable(), out);
    }
  }

  private static Failure unreadable() {
    return Failure.of(
        Failure.Kind.PROVIDER_FAULT, "the provider sent an event that cannot be read");
  }

  private void event(Obj event, Consumer<? super StreamEvent> out) {
    switch (event.text("type", "")) {
      case "message_start" -> start(event.obj("message"), out);
      case "content_block_start" -> begin(event, out);
      case "content_block_delta" -> delta(event, out);
      case "content_block_stop" -> stop(event.number("index", -1), out);
      case "message_delta" -> messageDelta(event);
      case "message_stop" -> finish(out);
      case "error" -> broken(AnthropicErrors.inBand(event.obj("error")), out);
      default -> {
        // Pings, and events that are newer than this.
      }
    }
  }

  private void start(@Nullable Obj message, Consumer<? super StreamEvent> out) {
    if (started) {
      return;
    }
    started = true;
    Obj known = Objects.requireNonNullElse(message, Obj.empty());
    firstUsage = known.obj("usage");
    out.accept(
        new StreamEvent.Started(
            known.text("id", ""),
            known.text("model", ""),
            UsageFields.read(firstUsage, null),
            Extras.NONE));
  }

  private void begin(Obj event, Consumer<? super StreamEvent> out) {
    start(null, out);
    long at = event.number("index", open.size());
    stop(at, out);
    Obj block = Objects.requireNonNullElse(event.obj("content_block"), Obj.empty());
    Part head = PartReader.part(block, Place.ROOT);
    if (head instanceof Part.ToolCall call) {
      head = new Part.ToolCall(call.id(), call.tool(), Arguments.none());
    }
    boolean streams =
        head instanceof Part.Text
            || head instanceof Part.Reasoning
            || head instanceof Part.ToolCall;
    int index = streams ? parts++ : -1;
    open.put(at, new Open(index, head, block, new ArrayList<>()));
    if (streams) {
      out.accept(new PartStarted(index, head));
    }
  }

  private void delta(Obj event, Consumer<? super StreamEvent> out) {
    Open block = open.get(event.number("index", -1));
    Obj delta = event.obj("delta");
    if (block == null || delta == null) {
      return;
    }
    switch (delta.text("type", "")) {
      case "text_delta" -> {
        if (block.head() instanceof Part.Text) {
          out.accept(new TextDelta(block.index(), str(delta, "text")));
        }
      }
      case "thinking_delta" -> {
        if (block.head() instanceof Part.Reasoning) {
          out.accept(new ReasoningDelta(block.index(), str(delta, "thinking")));
        }
      }
      case "signature_delta" -> {
        Signature seal = PartReader.seal(delta.str("signature"));
        if (seal != null && block.head() instanceof Part.Reasoning) {
          out.accept(new SignatureDelta(block.index(), seal));
        }
      }
      case "input_json_delta" -> {
        Str piece = str(delta, "partial_json");
        block.pieces().add(piece);
        if (block.head() instanceof Part.ToolCall && !piece.isEmpty()) {
          out.accept(new ArgumentsDelta(block.index(), piece));
        }
      }
      case "citations_delta" -> {
        Obj citation = delta.obj("citation");
        if (citation != null && block.head() instanceof Part.Text) {
          out.accept(new CitationDelta(block.index(), PartReader.citation(citation)));
        }
      }
      default -> {
        // A delta that is newer than this.
      }
    }
  }

  private static Str str(Obj object, String name) {
    return Objects.requireNonNullElse(object.str(name), Str.EMPTY);
  }

  private void stop(long at, Consumer<? super StreamEvent> out) {
    Open block = open.remove(at);
    if (block == null) {
      return;
    }
    if (block.index() >= 0) {
      lateArguments(block, out);
      out.accept(new PartEnded(block.index()));
      return;
    }
    Obj whole = block.block();
    if (!block.pieces().isEmpty()) {
      whole = whole.with("input", new Arguments.Text(Str.join(block.pieces())).asObject());
    }
    int index = parts++;
    out.accept(new PartStarted(index, PartReader.part(whole, Place.ROOT)));
    out.accept(new PartEnded(index));
  }

  /// Some compatible providers give the whole input with the start and no piece after it.
  private static void lateArguments(Open block, Consumer<? super StreamEvent> out) {
    Obj input = block.block().obj("input");
    boolean streamed = block.pieces().stream().anyMatch(piece -> !piece.isEmpty());
    if (block.head() instanceof Part.ToolCall && !streamed && input != null && !input.isEmpty()) {
      out.accept(new ArgumentsDelta(block.index(), Str.quoting(input)));
    }
  }

  private void messageDelta(Obj event) {
    Obj delta = Objects.requireNonNullElse(event.obj("delta"), Obj.empty());
    stopReason = delta.text("stop_reason", stopReason);
    stopSequence = delta.str("stop_sequence") == null ? stopSequence : delta.str("stop_sequence");
    Obj usage = event.obj("usage");
    lastUsage = usage == null ? lastUsage : usage;
  }

  private void finish(Consumer<? super StreamEvent> out) {
    start(null, out);
    closeAll(out);
    if (stopReason.isEmpty()) {
      broken(
          Failure.of(
              Failure.Kind.CONNECTION_BROKEN, "the provider ended its answer without a reason"),
          out);
      return;
    }
    ended = true;
    out.accept(
        new Finished(
            FinishWords.read(stopReason), stopSequence, usage(), FinishWords.extras(stopReason)));
  }

  private void closeAll(Consumer<? super StreamEvent> out) {
    for (long at : List.copyOf(open.keySet())) {
      stop(at, out);
    }
  }

  private @Nullable Usage usage() {
    return UsageFields.read(firstUsage, lastUsage);
  }

  private void broken(Failure failure, Consumer<? super StreamEvent> out) {
    if (!ended) {
      ended = true;
      out.accept(new Broken(failure, usage()));
    }
  }

  @Override
  public void end(Consumer<? super StreamEvent> out) {
    broken(
        Failure.coded(
            "provider_connection_broken",
            Failure.Kind.CONNECTION_BROKEN,
            "the provider's answer ended before it was complete"),
        out);
  }
}
