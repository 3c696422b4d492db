package dev.bifrost.simulator;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;

/// Writes the events of an answer, in no dialect.
final class Script {
  private static final int PIECE = 24;

  private final List<StreamEvent> events = new ArrayList<>();
  private final Usage prompt;
  private final Seals seals;
  private long output;
  private int parts;
  private boolean calls;

  /// @param prompt what the request costs, nothing said yet
  /// @param seals which thoughts and calls are sealed
  Script(String model, Usage prompt, Seals seals) {
    this.prompt = prompt;
    this.seals = seals;
    events.add(new StreamEvent.Started("", model, usage(1), Extras.NONE));
  }

  private Usage usage(long said) {
    return new Usage(
        prompt.input(), said, prompt.cacheRead(), prompt.cacheWrite(), prompt.cacheWriteHour(), 0);
  }

  Script think(String thought) {
    int index = begin(new Part.Reasoning(Str.EMPTY, null));
    words(thought).forEach(word -> events.add(new StreamEvent.ReasoningDelta(index, word)));
    Signature seal = seals.ofThought(thought);
    if (seal != null) {
      events.add(new StreamEvent.SignatureDelta(index, seal));
    }
    return end(index);
  }

  Script text(String text) {
    int index = begin(new Part.Text(Str.EMPTY));
    words(text).forEach(word -> events.add(new StreamEvent.TextDelta(index, word)));
    return end(index);
  }

  Script call(String id, ToolName tool, Obj arguments) {
    return call(id, tool, arguments.text());
  }

  Script call(String id, ToolName tool, String arguments) {
    Signature seal = calls ? null : seals.ofCall();
    if (seal != null) {
      end(begin(new Part.Reasoning(Str.EMPTY, seal)));
    }
    calls = true;
    int index = begin(new Part.ToolCall(id, tool, Arguments.none()));
    pieces(arguments).forEach(piece -> events.add(new StreamEvent.ArgumentsDelta(index, piece)));
    return end(index);
  }

  private int begin(Part head) {
    events.add(new StreamEvent.PartStarted(parts, head));
    return parts++;
  }

  private Script end(int index) {
    events.add(new StreamEvent.PartEnded(index));
    return this;
  }

  private List<Str> words(String text) {
    List<Str> words = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int to = space < 0 ? text.length() : space + 1;
      words.add(Str.of(text.substring(from, to)));
      from = to;
    }
    output += words.size();
    return words;
  }

  private List<Str> pieces(String text) {
    List<Str> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + PIECE);
      if (Character.isHighSurrogate(text.charAt(to - 1))) {
        to = Math.min(text.length(), to + 1);
      }
      pieces.add(Str.of(text.substring(from, to)));
      from = to;
    }
    output += pieces.size() + 4L;
    return pieces;
  }

  /// The whole sentence.
  List<StreamEvent> events() {
    List<StreamEvent> all = new ArrayList<>(events);
    FinishReason reason = calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    all.add(new StreamEvent.Finished(reason, null, usage(output), Extras.NONE));
    return all;
  }
}
