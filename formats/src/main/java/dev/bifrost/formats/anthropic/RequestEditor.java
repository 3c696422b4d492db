package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Signature;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Splice;
import dev.bifrost.json.Str;
import dev.bifrost.wire.RequestEdit;
import java.util.ArrayList;
import java.util.List;

/// Edits a request in place.
final class RequestEditor {
  private RequestEditor() {}

  static byte[] edit(Obj body, List<RequestEdit> edits) {
    Splice splice = new Splice(body);
    for (RequestEdit edit : edits) {
      switch (edit) {
        case RequestEdit.SetModel(String model) -> {
          if (!body.is("model", model)) {
            splice.set(body, "model", Json.of(model));
          }
        }
        case RequestEdit.SetStream(boolean stream) -> splice.set(body, "stream", Json.of(stream));
        case RequestEdit.AskUsage _ -> {
          // Anthropic always tells the usage.
        }
        case RequestEdit.RestoreReasoning _ -> dropForeign(body, splice);
      }
    }
    return splice.toBytes();
  }

  /// Takes out the thinking that other vendors thought: Anthropic refuses a seal that it did not
  /// make.
  private static void dropForeign(Obj body, Splice splice) {
    for (Obj message : body.list("messages").objects()) {
      if (message.is("role", "assistant") && message.get("content") instanceof Arr content) {
        dropForeign(message, content, splice);
      }
    }
  }

  private static void dropForeign(Obj message, Arr content, Splice splice) {
    List<Json> blocks = content.values();
    List<Json> kept = new ArrayList<>(blocks.size());
    for (Json block : blocks) {
      if (!(block instanceof Obj object && isForeign(object))) {
        kept.add(block);
      }
    }
    if (kept.size() < blocks.size()) {
      if (kept.isEmpty()) {
        kept.add(Json.obj().put("type", "text").put("text", "(thinking)").build());
      }
      splice.set(message, "content", Json.of(kept));
    }
  }

  private static boolean isForeign(Obj block) {
    Str seal =
        switch (block.text("type", "")) {
          case "thinking" -> block.str("signature");
          case "redacted_thinking" -> block.str("data");
          default -> null;
        };
    return seal != null && seal.value().startsWith(Signature.ENVELOPE_PREFIX);
  }
}
