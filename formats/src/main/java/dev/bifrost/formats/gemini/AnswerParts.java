package dev.bifrost.formats.gemini;

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
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells the parts of an answer as events: opens, continues and closes them, so that texts in a row
/// are one part, and puts a seal before the part it came on. One answer, one thread.
final class AnswerParts {
  private enum Open {
    NOTHING,
    TEXT,
    THOUGHT,
    CALL
  }

  private final TextOffsets offsets = new TextOffsets();
  private Open open = Open.NOTHING;
  private int next;
  private boolean thoughtSealed;
  private @Nullable Str waitingSeal;

  /// Whether any part was told.
  boolean isEmpty() {
    return next == 0;
  }

  /// A piece of text, with its signature where it has one.
  void text(Str text, @Nullable Str signature, Consumer<? super StreamEvent> out) {
    if (signature != null) {
      seal(signature, out);
    }
    if (text.isEmpty()) {
      return;
    }
    if (open == Open.TEXT && waitingSeal == null) {
      out.accept(new TextDelta(next - 1, text));
    } else {
      begin(Open.TEXT, new Part.Text(text), out);
      offsets.begin();
    }
    offsets.add(text);
  }

  /// A piece of a thought, with its signature where it has one.
  void thought(Str text, @Nullable Str signature, Consumer<? super StreamEvent> out) {
    if (signature != null) {
      seal(signature, out);
    }
    if (text.isEmpty()) {
      return;
    }
    if (open == Open.THOUGHT && waitingSeal == null && !thoughtSealed) {
      out.accept(new ReasoningDelta(next - 1, text));
    } else {
      begin(Open.THOUGHT, new Part.Reasoning(text, null), out);
    }
  }

  /// A signature: it seals what follows, and waits for it.
  void seal(Str signature, Consumer<? super StreamEvent> out) {
    tellSeal(out);
    if (!signature.isEmpty() && !Seals.isPlaceholder(signature)) {
      waitingSeal = signature;
    }
  }

  /// A part that comes whole.
  void whole(Part part, Consumer<? super StreamEvent> out) {
    begin(Open.NOTHING, part, out);
    out.accept(new PartEnded(next - 1));
  }

  /// A call whose arguments are still to come.
  void beginCall(String id, String name, Consumer<? super StreamEvent> out) {
    begin(Open.CALL, new Part.ToolCall(id, ToolName.function(name), Arguments.none()), out);
  }

  /// The open call is complete.
  void endCall(Obj arguments, Consumer<? super StreamEvent> out) {
    out.accept(new ArgumentsDelta(next - 1, Str.ofUtf8(arguments.toBytes())));
    close(out);
  }

  private void begin(Open kind, Part part, Consumer<? super StreamEvent> out) {
    tellSeal(out);
    close(out);
    out.accept(new PartStarted(next++, part));
    open = kind;
    thoughtSealed = false;
  }

  /// Tells the waiting seal: on the open thought that has none yet, else as reasoning of its own.
  private void tellSeal(Consumer<? super StreamEvent> out) {
    Str value = waitingSeal;
    if (value == null) {
      return;
    }
    waitingSeal = null;
    Part.Reasoning seal = Seals.arriving(value);
    Signature signature = seal.signature();
    if (open == Open.THOUGHT && !thoughtSealed && signature != null) {
      out.accept(new SignatureDelta(next - 1, signature));
      thoughtSealed = true;
    } else {
      close(out);
      whole(seal, out);
    }
  }

  private void close(Consumer<? super StreamEvent> out) {
    if (open != Open.NOTHING) {
      out.accept(new PartEnded(next - 1));
      open = Open.NOTHING;
    }
  }

  /// Whether citations can still be told.
  boolean isTextOpen() {
    return open == Open.TEXT;
  }

  /// Where the text stands.
  TextOffsets.Snapshot text() {
    return offsets.snapshot();
  }

  /// The answer has no more parts of the model: its last text cites these, these parts of the
  /// provider follow, and a waiting seal stands last.
  void finish(List<Citation> citations, List<Part> more, Consumer<? super StreamEvent> out) {
    if (open == Open.TEXT) {
      citations.forEach(citation -> out.accept(new CitationDelta(next - 1, citation)));
    }
    if (!more.isEmpty()) {
      close(out);
      for (Part part : more) {
        out.accept(new PartStarted(next, part));
        out.accept(new PartEnded(next++));
      }
    }
    tellSeal(out);
    close(out);
  }
}
