package dev.bifrost.wire;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Gives the calls of an answer their tools' own names back. The wrapped text of a freeform tool is
/// held until the call is complete and then told in one piece: half a JSON string cannot be taken
/// apart safely.
final class ToolRestorer implements Consumer<StreamEvent> {
  private final ToolNames names;
  private final Consumer<? super StreamEvent> next;
  private final Map<Integer, List<Str>> wrapped = new HashMap<>();

  ToolRestorer(ToolNames names, Consumer<? super StreamEvent> next) {
    this.names = names;
    this.next = next;
  }

  @Override
  public void accept(StreamEvent event) {
    switch (event) {
      case PartStarted(int index, Part.ToolCall call) -> start(index, call);
      case ArgumentsDelta(int index, Str text) when wrapped.containsKey(index) ->
          held(index).add(text);
      case PartEnded(int index) when wrapped.containsKey(index) -> {
        next.accept(new ArgumentsDelta(index, unwrapped(Str.join(held(index)))));
        wrapped.remove(index);
        next.accept(event);
      }
      case StreamEvent.Started _,
          PartStarted _,
          StreamEvent.TextDelta _,
          StreamEvent.ReasoningDelta _,
          ArgumentsDelta _,
          StreamEvent.SignatureDelta _,
          StreamEvent.CitationDelta _,
          PartEnded _,
          StreamEvent.Finished _,
          StreamEvent.Broken _ ->
          next.accept(event);
    }
  }

  private List<Str> held(int index) {
    return wrapped.computeIfAbsent(index, _ -> new ArrayList<>());
  }

  private void start(int index, Part.ToolCall call) {
    ToolName tool = names.original(call.tool());
    if (!names.wraps(tool)) {
      next.accept(new PartStarted(index, new Part.ToolCall(call.id(), tool, call.arguments())));
      return;
    }
    Str begun =
        switch (call.arguments()) {
          case Arguments.Text(Str text) -> text;
          case Arguments.Whole whole -> whole.asText();
        };
    held(index).add(begun);
    next.accept(new PartStarted(index, new Part.ToolCall(call.id(), tool, Arguments.none())));
  }

  private static Str unwrapped(Str json) {
    Str input = new Arguments.Text(json).asObject().str(ToolNames.FREEFORM_ARGUMENT);
    return input == null ? json : input;
  }
}
