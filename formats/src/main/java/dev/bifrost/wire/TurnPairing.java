package dev.bifrost.wire;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Str;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings the calls and the results of one conversation together. A result belongs to the last
/// assistant message before it that has an open call of its id; providers that count their ids anew
/// in each turn make that necessary. One use.
final class TurnPairing {
  private static final Str INTERRUPTED =
      Str.of("The tool call was interrupted: there is no result.");

  /// A call, and what answers it: a result and perhaps its cache point.
  private record Call(Part.ToolCall call, List<Part> answer, List<Extras> answerExtras) {}

  /// A message without results, and the calls it makes.
  private record Turn(Message message, List<Call> calls) {}

  private final Map<String, Deque<Call>> openCalls = new HashMap<>();
  private final Set<String> ids = new HashSet<>();

  List<Message> paired(List<Message> messages) {
    List<Turn> turns = messages.stream().map(this::read).toList();
    List<Message> paired = new ArrayList<>(messages.size());
    for (Turn turn : turns) {
      paired.add(turn.message());
      if (!turn.calls().isEmpty()) {
        paired.add(results(turn.calls()));
      }
    }
    return paired;
  }

  private Turn read(Message message) {
    if (message.role() == Message.Role.ASSISTANT) {
      forgetOpenCalls(message);
    }
    List<Part> kept = new ArrayList<>(message.parts().size());
    List<Call> calls = new ArrayList<>();
    List<Part> place = kept;
    for (Part part : message.parts()) {
      switch (part) {
        case Part.CachePoint point -> place.add(point);
        case Part.ToolCall call when message.role() == Message.Role.ASSISTANT -> {
          calls.add(opened(call));
          kept.add(calls.getLast().call());
          place = kept;
        }
        case Part.ToolResult result when ids.contains(result.callId()) -> {
          Call call = answered(result, message.extras());
          place = call == null ? place : call.answer();
        }
        case Part.ToolResult orphan -> {
          quote(orphan, kept);
          place = kept;
        }
        default -> {
          kept.add(part);
          place = kept;
        }
      }
    }
    return new Turn(message.withParts(kept), calls);
  }

  /// A call that is made again under its id will not be answered any more.
  private void forgetOpenCalls(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolCall call) {
        openCalls.remove(call.id());
      }
    }
  }

  private Call opened(Part.ToolCall call) {
    String id = call.id();
    for (int use = 2; !ids.add(id); use++) {
      id = call.id() + "_" + use;
    }
    Part.ToolCall own = new Part.ToolCall(id, call.tool(), call.arguments());
    Call opened = new Call(own, new ArrayList<>(2), new ArrayList<>(1));
    openCalls.computeIfAbsent(call.id(), _ -> new ArrayDeque<>()).add(opened);
    return opened;
  }

  /// The call that the result answers, or null where its call has been answered already.
  private @Nullable Call answered(Part.ToolResult result, Extras extras) {
    Deque<Call> open = openCalls.get(result.callId());
    Call call = open == null ? null : open.poll();
    if (call != null) {
      call.answer()
          .add(
              new Part.ToolResult(
                  call.call().id(), result.content(), result.isError(), result.tool()));
      call.answerExtras().add(extras);
    }
    return call;
  }

  private static Message results(List<Call> calls) {
    List<Part> results = new ArrayList<>();
    Extras extras = Extras.NONE;
    for (Call call : calls) {
      results.addAll(call.answer().isEmpty() ? List.of(interrupted(call.call())) : call.answer());
      for (Extras said : call.answerExtras()) {
        extras = extras.members().isEmpty() ? said : extras;
      }
    }
    return new Message(Message.Role.USER, results, extras);
  }

  private static Part interrupted(Part.ToolCall call) {
    return new Part.ToolResult(call.id(), List.of(new Part.Text(INTERRUPTED)), true, call.tool());
  }

  private static void quote(Part.ToolResult orphan, List<Part> kept) {
    String whose = orphan.tool() == null ? "a tool call" : "a call of " + orphan.tool().name();
    List<Str> texts = new ArrayList<>();
    texts.add(Str.of("Result of " + whose + " that is no longer in the conversation:"));
    List<Part> others = new ArrayList<>();
    for (Part part : orphan.content()) {
      if (part instanceof Part.Text text) {
        texts.add(Str.of("\n"));
        texts.add(text.text());
      } else {
        others.add(part);
      }
    }
    kept.add(new Part.Text(Str.join(texts)));
    kept.addAll(others);
  }
}
