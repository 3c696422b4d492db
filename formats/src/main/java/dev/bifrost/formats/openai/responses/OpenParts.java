package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.CitationDelta;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.ReasoningDelta;
import dev.bifrost.chat.StreamEvent.SignatureDelta;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The parts of a streamed answer while they grow. What a provider tells twice, in deltas and
/// whole, is told once; what it tells only whole is told then. One stream, one thread.
final class OpenParts {
  private static final Str PARAGRAPH = Str.of("\n\n");

  /// What an open part takes.
  private enum Kind {
    TEXT,
    REFUSAL,
    THOUGHT,
    CALL
  }

  /// A part that has started.
  private static final class Open {
    final int index;
    final Kind kind;
    boolean said;
    boolean ended;
    int citations;
    @Nullable String section;
    long sectionIndex;

    Open(int index, Kind kind) {
      this.index = index;
      this.kind = kind;
    }
  }

  /// An item of the output: a message by its contents, other items under 0.
  private static final class Item {
    final SortedMap<Integer, Open> contents = new TreeMap<>();
    boolean done;
  }

  private final SortedMap<Integer, Item> items = new TreeMap<>();
  private String answerId = "";
  private boolean stored = true;
  private int next;
  private int doneItems;
  private boolean calls;
  private boolean refuses;

  /// Takes what the response says of itself: the id from which those of calls are made that have
  /// none, and whether it is stored, so that an id alone seals reasoning.
  void started(Obj response) {
    answerId = response.text("id", "");
    stored = !response.isFalse("store");
  }

  /// Whether a tool of the client was called.
  boolean hasCall() {
    return calls;
  }

  /// Whether the answer refuses in words.
  boolean hasRefusal() {
    return refuses;
  }

  void added(int output, Obj item, Consumer<? super StreamEvent> out) {
    Item before = items.remove(output);
    if (before != null) {
      close(before, out);
    }
    Item opened = item(output);
    if (item.is("type", "reasoning")) {
      open(opened, 0, Kind.THOUGHT, new Part.Reasoning(Str.EMPTY, null), out);
    } else if (isCall(item) && !item.text("name", "").isEmpty()) {
      startCall(opened, item, out);
    }
  }

  void text(Obj event, Str delta, Consumer<? super StreamEvent> out) {
    say(content(event, Kind.TEXT, out), Kind.TEXT, delta, out);
  }

  void refusal(Obj event, Str delta, Consumer<? super StreamEvent> out) {
    say(content(event, Kind.REFUSAL, out), Kind.REFUSAL, delta, out);
  }

  /// @param section the member that numbers the summaries, or the raw thoughts; what comes first is
  ///   told, as the other says the same again
  void thought(Obj event, String section, Str delta, Consumer<? super StreamEvent> out) {
    Open open = single(event, Kind.THOUGHT, new Part.Reasoning(Str.EMPTY, null), out);
    if (open.section == null) {
      open.section = section;
      open.sectionIndex = event.number(section, 0);
    }
    if (!open.section.equals(section)) {
      return;
    }
    long at = event.number(section, 0);
    if (at != open.sectionIndex && open.said) {
      say(open, Kind.THOUGHT, PARAGRAPH, out);
    }
    open.sectionIndex = at;
    say(open, Kind.THOUGHT, delta, out);
  }

  /// Deltas of a call without a name are passed over: its item tells all when it is done.
  void arguments(Obj event, Str delta, Consumer<? super StreamEvent> out) {
    say(contentOf(event, 0), Kind.CALL, delta, out);
  }

  void argumentsDone(Obj event, @Nullable Str whole, Consumer<? super StreamEvent> out) {
    sayOnce(contentOf(event, 0), Kind.CALL, whole, out);
  }

  void textDone(Obj event, String member, Consumer<? super StreamEvent> out) {
    Kind kind = member.equals("refusal") ? Kind.REFUSAL : Kind.TEXT;
    sayOnce(contentOf(event, contentIndex(event)), kind, event.str(member), out);
  }

  void contentAdded(Obj event, Consumer<? super StreamEvent> out) {
    Obj part = event.obj("part");
    Kind kind = part == null ? null : contentKind(part);
    if (kind != null) {
      content(event, kind, out);
    }
  }

  void contentDone(Obj event, Consumer<? super StreamEvent> out) {
    Obj part = event.obj("part");
    if (part != null && contentKind(part) != null) {
      finishContent(item(ResponsesDecoder.index(event)), contentIndex(event), part, out);
    }
  }

  void annotation(Obj event, Consumer<? super StreamEvent> out) {
    Obj annotation = event.obj("annotation");
    Open open = contentOf(event, contentIndex(event));
    if (annotation != null && open != null && open.kind == Kind.TEXT && !open.ended) {
      open.citations++;
      out.accept(new CitationDelta(open.index, ContentReader.citation(annotation)));
    }
  }

  void done(int output, Obj whole, Consumer<? super StreamEvent> out) {
    Item item = item(output);
    if (item.done) {
      return;
    }
    item.done = true;
    doneItems++;
    switch (whole.text("type", "")) {
      case "message" -> {
        List<Obj> contents = whole.list("content").objects();
        for (int at = 0; at < contents.size(); at++) {
          finishContent(item, at(item, at), contents.get(at), out);
        }
      }
      case "reasoning" -> finishThought(item, whole, out);
      case "function_call", "custom_tool_call" -> finishCall(item, whole, out);
      default -> wholes(whole, out);
    }
    close(item, out);
  }

  /// Tells an item of the final response where the stream did not.
  ///
  /// @param count how many items the final response has
  void complete(int output, Obj whole, int count, Consumer<? super StreamEvent> out) {
    Item item = items.get(output);
    if (doneItems < count && (item == null || !item.done)) {
      done(output, whole, out);
    }
  }

  void closeAll(Consumer<? super StreamEvent> out) {
    items.values().forEach(item -> close(item, out));
  }

  /// Under which index the stream told the n-th content of a message; Bedrock counts from 1.
  private static int at(Item item, int nth) {
    return item.contents.keySet().stream().skip(nth).findFirst().orElse(nth);
  }

  private void finishContent(Item item, int at, Obj content, Consumer<? super StreamEvent> out) {
    Kind kind = contentKind(content);
    if (kind == null) {
      return;
    }
    Open open = item.contents.get(at);
    if (open == null) {
      open = open(item, at, kind, empty(kind), out);
    }
    if (open.ended || open.kind != kind) {
      return;
    }
    sayOnce(open, kind, content.str(kind == Kind.TEXT ? "text" : "refusal"), out);
    if (kind == Kind.TEXT) {
      List<Citation> citations = ContentReader.citations(content);
      while (open.citations < citations.size()) {
        out.accept(new CitationDelta(open.index, citations.get(open.citations++)));
      }
    }
    end(open, out);
  }

  private void finishThought(Item item, Obj whole, Consumer<? super StreamEvent> out) {
    Open open = item.contents.get(0);
    if (open == null) {
      open = open(item, 0, Kind.THOUGHT, new Part.Reasoning(Str.EMPTY, null), out);
    }
    if (open.kind != Kind.THOUGHT || open.ended) {
      return;
    }
    sayOnce(open, Kind.THOUGHT, ItemReader.thought(whole), out);
    Signature seal = Seals.of(whole, stored);
    if (seal != null) {
      out.accept(new SignatureDelta(open.index, seal));
    }
  }

  private void finishCall(Item item, Obj whole, Consumer<? super StreamEvent> out) {
    Open open = item.contents.get(0);
    if (open == null) {
      if (whole.text("name", "").isEmpty()) {
        wholes(whole, out);
        return;
      }
      open = startCall(item, whole, out);
    }
    Part.ToolCall call = call(whole);
    Str text =
        call.arguments() instanceof Arguments.Text(Str said) ? said : call.arguments().asText();
    sayOnce(open, Kind.CALL, text, out);
  }

  private Open startCall(Item item, Obj whole, Consumer<? super StreamEvent> out) {
    Part.ToolCall call = ItemReader.identified(call(whole), answerId, next);
    calls = true;
    return open(
        item, 0, Kind.CALL, new Part.ToolCall(call.id(), call.tool(), Arguments.none()), out);
  }

  private static Part.ToolCall call(Obj item) {
    return item.is("type", "custom_tool_call")
        ? ItemReader.customCall(item)
        : ItemReader.functionCall(item);
  }

  private void wholes(Obj item, Consumer<? super StreamEvent> out) {
    for (Part part : ItemReader.parts(item, stored)) {
      out.accept(new PartStarted(next, part));
      out.accept(new PartEnded(next++));
    }
  }

  private static boolean isCall(Obj item) {
    return item.is("type", "function_call") || item.is("type", "custom_tool_call");
  }

  private static @Nullable Kind contentKind(Obj content) {
    return switch (content.text("type", "")) {
      case "output_text", "text" -> Kind.TEXT;
      case "refusal" -> Kind.REFUSAL;
      default -> null;
    };
  }

  private static Part empty(Kind kind) {
    return kind == Kind.REFUSAL ? new Part.Refusal(Str.EMPTY) : new Part.Text(Str.EMPTY);
  }

  private Open content(Obj event, Kind kind, Consumer<? super StreamEvent> out) {
    Open open = contentOf(event, contentIndex(event));
    return open != null
        ? open
        : open(item(ResponsesDecoder.index(event)), contentIndex(event), kind, empty(kind), out);
  }

  private Open single(Obj event, Kind kind, Part head, Consumer<? super StreamEvent> out) {
    Open open = contentOf(event, 0);
    return open != null ? open : open(item(ResponsesDecoder.index(event)), 0, kind, head, out);
  }

  private @Nullable Open contentOf(Obj event, int at) {
    Item item = items.get(ResponsesDecoder.index(event));
    return item == null ? null : item.contents.get(at);
  }

  private static int contentIndex(Obj event) {
    return (int) event.number("content_index", 0);
  }

  private Item item(int output) {
    return items.computeIfAbsent(output, _ -> new Item());
  }

  private Open open(Item item, int at, Kind kind, Part head, Consumer<? super StreamEvent> out) {
    Open open = new Open(next++, kind);
    item.contents.put(at, open);
    refuses |= kind == Kind.REFUSAL;
    out.accept(new PartStarted(open.index, head));
    return open;
  }

  private static void sayOnce(
      @Nullable Open open, Kind kind, @Nullable Str whole, Consumer<? super StreamEvent> out) {
    if (open != null && !open.said && whole != null) {
      say(open, kind, whole, out);
    }
  }

  private static void say(
      @Nullable Open open, Kind kind, Str delta, Consumer<? super StreamEvent> out) {
    if (open == null || open.kind != kind || open.ended || delta.isEmpty()) {
      return;
    }
    open.said = true;
    out.accept(
        switch (kind) {
          case TEXT, REFUSAL -> new TextDelta(open.index, delta);
          case THOUGHT -> new ReasoningDelta(open.index, delta);
          case CALL -> new ArgumentsDelta(open.index, delta);
        });
  }

  private static void close(Item item, Consumer<? super StreamEvent> out) {
    item.contents.values().forEach(open -> end(open, out));
  }

  private static void end(Open open, Consumer<? super StreamEvent> out) {
    if (!open.ended) {
      open.ended = true;
      out.accept(new PartEnded(open.index));
    }
  }
}
