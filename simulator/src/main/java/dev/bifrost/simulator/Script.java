package dev.bifrost.simulator;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the events of an answer, in no dialect.
final class Script {
  private static final int PIECE = 24;

  private final List<StreamEvent> events = new ArrayList<>();
  private final long input;
  private long output;
  private int parts;
  private boolean calls;

  /// @param input tokens of the request
  Script(String model, long input) {
    this.input = input;
    events.add(new StreamEvent.Started("", model, Usage.of(input, 1), Extras.NONE));
  }

  Script think(String thought) {
    int index = begin(new Part.Reasoning(Str.EMPTY, null));
    words(thought).forEach(word -> events.add(new StreamEvent.ReasoningDelta(index, word)));
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
    for (int from = 0; from < text.length(); from += PIECE) {
      int to = Math.min(text.length(), from + PIECE);
      pieces.add(Str.of(text.substring(from, to)));
    }
    output += pieces.size() + 4L;
    return pieces;
  }

  /// The whole sentence.
  List<StreamEvent> events() {
    return events(null);
  }

  /// The whole sentence with this reason for its end.
  List<StreamEvent> events(@Nullable FinishReason reason) {
    List<StreamEvent> all = new ArrayList<>(events);
    FinishReason usual = calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    all.add(
        new StreamEvent.Finished(
            reason == null ? usual : reason, null, Usage.of(input, output), Extras.NONE));
    return all;
  }
}
