package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Signature;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Splice;
import dev.bifrost.wire.RequestEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edits a client's body on its way to a provider of this format. Without state.
final class RequestEditor {
  private static final byte[] ENVELOPE =
      Signature.ENVELOPE_PREFIX.getBytes(StandardCharsets.US_ASCII);

  private RequestEditor() {}

  static byte[] edit(Obj body, List<RequestEdit> edits) {
    Splice splice = new Splice(body);
    for (RequestEdit edit : edits) {
      switch (edit) {
        case RequestEdit.SetModel(String model) -> splice.set(body, "model", Json.of(model));
        case RequestEdit.SetStream(boolean stream) -> setStream(body, stream, splice);
        case RequestEdit.AskUsage _ -> {}
        case RequestEdit.RestoreReasoning _ -> restore(body, splice);
      }
    }
    return splice.toBytes();
  }

  private static void setStream(Obj body, boolean stream, Splice splice) {
    if (body.isTrue("stream") != stream) {
      splice.set(body, "stream", Json.of(stream));
    }
    if (!stream) {
      splice.remove(body, "stream_options");
    }
  }

  private static void restore(Obj body, Splice splice) {
    Arr input = body.arr("input");
    if (input == null || !holdsEnvelope(input.toBytes())) {
      return;
    }
    List<Json> kept = new ArrayList<>();
    boolean changed = false;
    for (Json item : input) {
      Signature seal = item instanceof Obj object ? seal(object) : null;
      if (seal == null) {
        kept.add(item);
        continue;
      }
      changed = true;
      if (Seals.isOwn(seal) && item instanceof Obj object) {
        kept.add(Seals.unwrapped(object, seal));
      }
    }
    if (changed) {
      splice.set(body, "input", Arr.of(kept));
    }
  }

  /// The seal in the envelope of a reasoning item, or null where it has none.
  private static @Nullable Signature seal(Obj item) {
    return item.is("type", "reasoning") ? Seals.opened(item) : null;
  }

  private static boolean holdsEnvelope(byte[] text) {
    int last = text.length - ENVELOPE.length;
    for (int i = 0; i <= last; i++) {
      if (text[i] == ENVELOPE[0] && startsAt(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsAt(byte[] text, int at) {
    for (int i = 1; i < ENVELOPE.length; i++) {
      if (text[at + i] != ENVELOPE[i]) {
        return false;
      }
    }
    return true;
  }
}
