package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Obj;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a request only OpenAI can answer: it goes on from what is kept there, or is sealed so
/// that only OpenAI's models read it. Without state.
final class Untranslatable {
  private static final List<String> MEMBERS =
      List.of("previous_response_id", "conversation", "prompt");

  private static final Set<String> ITEMS =
      Set.of("item_reference", "compaction", "compaction_trigger");

  private Untranslatable() {}

  /// Why the request cannot be said in any other format, or null where it can.
  static @Nullable Failure why(ChatRequest request) {
    Obj extras = request.extras().in(ResponsesFormat.NAME);
    for (String member : MEMBERS) {
      if (extras.has(member)) {
        return unsupported(member, member);
      }
    }
    if (extras.isTrue("background")) {
      return unsupported("background", "background");
    }
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Unknown(String what, Part.Raw _) && ITEMS.contains(what)) {
          return unsupported("input", "an item of type " + what);
        }
      }
    }
    return null;
  }

  private static Failure unsupported(String param, String what) {
    return new Failure(
        Failure.Kind.UNSUPPORTED,
        what + " works with models of OpenAI's Responses API only; send the whole conversation",
        new Failure.Detail(0, null, "unsupported_parameter", param, null));
  }
}
