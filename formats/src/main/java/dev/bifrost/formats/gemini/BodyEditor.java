package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Splice;
import dev.bifrost.json.Str;
import dev.bifrost.wire.RequestEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Edits a body of this format in place. Model and streaming stand in the path, so there is little
/// to edit.
final class BodyEditor {
  private static final byte[] ENVELOPE =
      Signature.ENVELOPE_PREFIX.getBytes(StandardCharsets.US_ASCII);
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
    if (!holdsEnvelope(body.toBytes())) {
      return;
    }
    for (Obj content : Place.of("contents").objects(Field.present(body, "contents"))) {
      if (holdsEnvelope(content.toBytes())) {
        restore(content);
      }
    }
  }

  private static boolean holdsEnvelope(byte[] text) {
    int last = text.length - ENVELOPE.length;
    for (int i = 0; i <= last; i++) {
      if (text[i] == ENVELOPE[0] && isEnvelopeAt(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEnvelopeAt(byte[] text, int at) {
    for (int i = 0; i < ENVELOPE.length; i++) {
      if (text[at + i] != ENVELOPE[i]) {
        return false;
      }
    }
    return true;
  }

  /// Own seals come out of their envelopes. What another model thought goes, and its seals; the
  /// first call of such a content gets the documented placeholder instead, as newer models refuse
  /// one without a signature.
  private void restore(Obj content) {
    List<Json> kept = new ArrayList<>();
    boolean foreign = false;
    boolean called = false;
    for (Obj part : Place.of("parts").objects(Field.present(content, "parts"))) {
      boolean call = Field.FUNCTION_CALL.of(part) != null;
      Str value = Field.THOUGHT_SIGNATURE.str(part);
      Signature seal = value == null ? null : Signature.open(value);
      if (seal == null) {
        kept.add(part);
      } else if (seal.format().equals(GeminiFormat.NAME)) {
        kept.add(part.with(Field.THOUGHT_SIGNATURE.in(part), seal.value()));
      } else {
        foreign = true;
        Obj bare = part.without(Field.THOUGHT_SIGNATURE.in(part));
        if (call && !called) {
          kept.add(part.with(Field.THOUGHT_SIGNATURE.in(part), Seals.PLACEHOLDER));
        } else if (!isEmptyText(bare)) {
          kept.add(bare);
        }
      }
      called |= call;
    }
    if (foreign) {
      kept.removeIf(part -> part instanceof Obj object && isUnsealedThought(object));
    }
    if (kept.isEmpty()) {
      kept.add(PartWriter.text(Str.of("…")));
    }
    splice.set(content, "parts", Json.of(kept));
  }

  private static boolean isEmptyText(Obj part) {
    Str text = part.str("text");
    return part.isEmpty() || (text != null && text.isEmpty());
  }

  private static boolean isUnsealedThought(Obj part) {
    return part.isTrue("thought") && Field.THOUGHT_SIGNATURE.of(part) == null;
  }
}
