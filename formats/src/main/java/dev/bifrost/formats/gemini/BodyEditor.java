package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Signature;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Splice;
import dev.bifrost.json.Str;
import dev.bifrost.wire.RequestEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edits a body of this format in place. Model and streaming stand in the path, so there is little
/// to edit.
final class BodyEditor {
  private static final String MODELS = "models/";

  private final Obj body;
  private final Splice splice;

  private BodyEditor(Obj body) {
    this.body = body;
    this.splice = new Splice(body);
  }

  static byte[] edit(Obj body, List<RequestEdit> edits) {
    BodyEditor editor = new BodyEditor(body);
    for (RequestEdit edit : edits) {
      switch (edit) {
        case RequestEdit.SetModel(String model) -> editor.setModel(model);
        case RequestEdit.RestoreReasoning() -> editor.restoreReasoning();
        case RequestEdit.SetStream _, RequestEdit.AskUsage _ -> {}
      }
    }
    return editor.splice.toBytes();
  }

  /// Some SDKs repeat the model in the body, in the form of the path.
  private void setModel(String model) {
    String said = body.text("model");
    if (said != null) {
      boolean resource = said.startsWith(MODELS) && !model.startsWith(MODELS);
      splice.set(body, "model", Json.of(resource ? MODELS + model : model));
    }
  }

  private void restoreReasoning() {
    if (!Seals.mayHoldEnvelope(body.toBytes())) {
      return;
    }
    Arr contents = body.list("contents");
    List<Json> values = contents.values();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Obj content && !restore(content.list("parts"))) {
        splice.remove(contents, i);
      }
    }
  }

  /// Own seals come out of their envelopes. What another model thought goes, and its seals; the
  /// first call of such a content gets the documented placeholder instead, as newer models refuse
  /// one without a signature.
  ///
  /// @return whether anything is left of the content
  private boolean restore(Arr parts) {
    List<Json> values = parts.values();
    boolean foreign = values.stream().anyMatch(BodyEditor::hasForeignSeal);
    boolean called = false;
    int left = values.size();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Obj part)) {
        continue;
      }
      boolean call = Field.FUNCTION_CALL.of(part) != null;
      String name = Field.THOUGHT_SIGNATURE.in(part);
      Signature seal = seal(part);
      boolean thought = part.isTrue("thought") && !part.has(name);
      if (seal != null && seal.format().equals(GeminiFormat.NAME)) {
        splice.set(part, name, seal.value());
      } else if (seal != null && call && !called) {
        splice.set(part, name, Seals.PLACEHOLDER);
      } else if ((seal != null && saysNothing(part)) || (foreign && thought)) {
        splice.remove(parts, i);
        left--;
      } else if (seal != null) {
        splice.remove(part, name);
      }
      called |= call;
    }
    return left > 0 || values.isEmpty();
  }

  private static @Nullable Signature seal(Obj part) {
    Str value = Field.THOUGHT_SIGNATURE.str(part);
    return value == null ? null : Seals.open(value);
  }

  private static boolean hasForeignSeal(Json part) {
    Signature seal = part instanceof Obj object ? seal(object) : null;
    return seal != null && !seal.format().equals(GeminiFormat.NAME);
  }

  /// Whether a part is there for its seal only.
  private static boolean saysNothing(Obj part) {
    Str text = part.str("text");
    return part.members().size() == 1 || part.isTrue("thought") || (text != null && text.isEmpty());
  }
}
