package dev.bifrost.chat;

import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part while it grows.
final class PartFold {
  private final Part head;
  private final List<Str> pieces = new ArrayList<>();
  private final List<Citation> citations = new ArrayList<>();
  private @Nullable Signature signature;
  private boolean ended;

  PartFold(Part head) {
    this.head = head;
  }

  boolean isOpen() {
    return !ended;
  }

  void text(Str piece) {
    require(head instanceof Part.Text || head instanceof Part.Refusal);
    pieces.add(piece);
  }

  void reasoning(Str piece) {
    require(head instanceof Part.Reasoning);
    pieces.add(piece);
  }

  void arguments(Str piece) {
    require(head instanceof Part.ToolCall);
    pieces.add(piece);
  }

  void signature(Signature seal) {
    require(head instanceof Part.Reasoning);
    signature = seal;
  }

  void citation(Citation citation) {
    require(head instanceof Part.Text);
    citations.add(citation);
  }

  void end() {
    ended = true;
  }

  Part part() {
    return switch (head) {
      case Part.Text(Str text, List<Citation> cited) -> {
        List<Citation> all = new ArrayList<>(cited);
        all.addAll(citations);
        yield new Part.Text(grown(text), all);
      }
      case Part.Refusal(Str text) -> new Part.Refusal(grown(text));
      case Part.Reasoning(Str text, Signature seal) ->
          new Part.Reasoning(grown(text), signature == null ? seal : signature);
      case Part.ToolCall call ->
          pieces.isEmpty()
              ? call
              : new Part.ToolCall(
                  call.id(), call.tool(), new Arguments.Text(grown(text(call.arguments()))));
      case Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _,
          Part.Unknown _ ->
          head;
    };
  }

  private static Str text(Arguments first) {
    return switch (first) {
      case Arguments.Text(Str text) -> text;
      case Arguments.Whole whole -> whole.asText();
    };
  }

  private Str grown(Str first) {
    if (pieces.isEmpty()) {
      return first;
    }
    List<Str> all = new ArrayList<>(pieces.size() + 1);
    all.add(first);
    all.addAll(pieces);
    return Str.join(all);
  }

  private void require(boolean fits) {
    if (!fits) {
      throw new IllegalStateException("a delta of another kind for " + head);
    }
  }
}
