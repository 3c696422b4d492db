package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The parts of a stream that are open: at most one of text, refusal or reasoning, and the calls,
/// which stay open to the end since their pieces may interleave. A call begins when its name is
/// known; providers give id and name once, late, again or never.
final class OpenParts {
  /// A call under way.
  private static final class Call {
    private final long key;
    private String id = "";
    private String name = "";
    private ToolName.Kind kind = ToolName.Kind.FUNCTION;
    private int index = -1;
    private boolean argued;
    private @Nullable Str early;

    Call(long key) {
      this.key = key;
    }
  }

  private final Map<Long, Call> calls = new LinkedHashMap<>();
  private int next;
  private int current = -1;
  private @Nullable Part head;
  private boolean textSeen;
  private boolean refusalSeen;

  /// Whether a call has begun.
  boolean hasCalls() {
    return calls.values().stream().anyMatch(call -> call.index >= 0);
  }

  boolean hasRefusal() {
    return refusalSeen;
  }

  boolean hasText() {
    return textSeen && head instanceof Part.Text;
  }

  void text(Str text, Consumer<? super StreamEvent> out) {
    if (!text.isEmpty()) {
      textSeen = true;
      become(Part.Text.class, new Part.Text(Str.EMPTY), out);
      out.accept(new StreamEvent.TextDelta(current, text));
    }
  }

  void refusal(Str text, Consumer<? super StreamEvent> out) {
    if (!text.isEmpty()) {
      refusalSeen = true;
      become(Part.Refusal.class, new Part.Refusal(Str.EMPTY), out);
      out.accept(new StreamEvent.TextDelta(current, text));
    }
  }

  void reasoning(Str text, Consumer<? super StreamEvent> out) {
    become(Part.Reasoning.class, new Part.Reasoning(Str.EMPTY, null), out);
    out.accept(new StreamEvent.ReasoningDelta(current, text));
  }

  void signature(Signature seal, Consumer<? super StreamEvent> out) {
    become(Part.Reasoning.class, new Part.Reasoning(Str.EMPTY, null), out);
    out.accept(new StreamEvent.SignatureDelta(current, seal));
    close(out);
  }

  void citation(Citation citation, Consumer<? super StreamEvent> out) {
    if (head instanceof Part.Text) {
      out.accept(new StreamEvent.CitationDelta(current, citation));
    }
  }

  void whole(Part part, Consumer<? super StreamEvent> out) {
    close(out);
    out.accept(new PartStarted(next, part));
    out.accept(new PartEnded(next++));
  }

  private void become(Class<? extends Part> kind, Part fresh, Consumer<? super StreamEvent> out) {
    if (!kind.isInstance(head)) {
      close(out);
      head = fresh;
      current = next++;
      out.accept(new PartStarted(current, fresh));
    }
  }

  private void close(Consumer<? super StreamEvent> out) {
    if (head != null) {
      out.accept(new PartEnded(current));
      head = null;
      current = -1;
    }
  }

  /// Takes one entry of a chunk's `tool_calls`.
  ///
  /// @param position its place in the list, which counts where no index is given
  void call(Obj entry, int position, Consumer<? super StreamEvent> out) {
    String id = entry.text("id", "");
    Call call = find(entry, id, position);
    Obj custom = entry.is("type", "function") ? null : entry.obj("custom");
    Obj function =
        Objects.requireNonNullElse(custom == null ? entry.obj("function") : custom, Obj.empty());
    call.kind = custom == null ? call.kind : ToolName.Kind.FREEFORM;
    Str arguments = custom == null ? arguments(function) : RequestReader.str(custom, "input");
    take(call, id, function.text("name", ""), arguments, out);
  }

  void legacy(Obj function, Consumer<? super StreamEvent> out) {
    Call call = calls.computeIfAbsent(-1L, Call::new);
    String name = function.text("name", "");
    take(call, name, name, arguments(function), out);
  }

  private static @Nullable Str arguments(Obj function) {
    return switch (function.get("arguments")) {
      case Str text -> text;
      case Obj object -> Str.quoting(object);
      case null, default -> null;
    };
  }

  /// Without an index a new id begins a new call, and no id goes on with the last one.
  private Call find(Obj entry, String id, int position) {
    if (entry.num("index") != null) {
      long key = entry.number("index", position);
      Call known = calls.get(key);
      // Some providers give every call the index 0, but each its own id.
      if (known != null && !id.isEmpty() && !known.id.isEmpty() && !known.id.equals(id)) {
        return byId(id);
      }
      return calls.computeIfAbsent(key, Call::new);
    }
    if (!id.isEmpty()) {
      return byId(id);
    }
    List<Call> all = List.copyOf(calls.values());
    if (position < all.size() && all.size() > 1) {
      return all.get(position);
    }
    return all.isEmpty() ? calls.computeIfAbsent((long) position, Call::new) : all.getLast();
  }

  private Call byId(String id) {
    for (Call call : calls.values()) {
      if (call.id.equals(id)) {
        return call;
      }
    }
    long key = calls.keySet().stream().mapToLong(Long::longValue).max().orElse(-1) + 1;
    return calls.computeIfAbsent(key, Call::new);
  }

  private void take(
      Call call,
      String id,
      String name,
      @Nullable Str arguments,
      Consumer<? super StreamEvent> out) {
    call.id = call.id.isEmpty() ? id : call.id;
    call.name = call.name.isEmpty() ? name : call.name;
    if (call.index < 0 && !call.name.isEmpty()) {
      begin(call, out);
    }
    if (arguments == null || arguments.isEmpty() || isNothing(call, arguments)) {
      return;
    }
    call.argued = true;
    if (call.index < 0) {
      call.early = call.early == null ? arguments : Str.join(List.of(call.early, arguments));
    } else {
      out.accept(new ArgumentsDelta(call.index, arguments));
    }
  }

  /// Some models call a function without parameters with `null`.
  private static boolean isNothing(Call call, Str arguments) {
    return !call.argued && call.kind == ToolName.Kind.FUNCTION && arguments.is("null");
  }

  private void begin(Call call, Consumer<? super StreamEvent> out) {
    close(out);
    call.index = next++;
    String id = call.id.isEmpty() ? "call_" + Math.max(0, call.key) : call.id;
    ToolName tool = new ToolName(call.name, null, call.kind);
    out.accept(new PartStarted(call.index, new Part.ToolCall(id, tool, Arguments.none())));
    if (call.early != null) {
      out.accept(new ArgumentsDelta(call.index, call.early));
    }
  }

  /// Ends everything that is open. A call that never got a name is no call.
  void closeAll(Consumer<? super StreamEvent> out) {
    close(out);
    for (Call call : calls.values()) {
      if (call.index >= 0) {
        out.accept(new PartEnded(call.index));
      }
    }
  }
}
