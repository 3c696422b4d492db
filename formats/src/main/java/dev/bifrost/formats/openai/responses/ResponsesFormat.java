package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.WireFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// OpenAI's Responses API. Without state, safe for many threads.
public final class ResponsesFormat implements WireFormat {
  /// The format's name.
  public static final String NAME = "openai.responses";

  private static final Set<String> KEPT_ITEMS =
      Set.of("item_reference", "compaction", "compaction_trigger");

  private static final ChatCodec CODEC = new ResponsesCodec();

  /// Why a request of this format cannot be said in any other, or null where it can: what it goes
  /// on from is kept at OpenAI, or sealed so that only OpenAI's models read it.
  public static @Nullable Failure untranslatable(ChatRequest request) {
    Obj extras = request.extras().in(NAME);
    for (String member : List.of("previous_response_id", "conversation", "prompt")) {
      if (extras.has(member)) {
        return unsupported(member, member);
      }
    }
    if (extras.isTrue("background")) {
      return unsupported("background", "background");
    }
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Unknown(String what, Part.Raw _) && KEPT_ITEMS.contains(what)) {
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

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ChatCodec chat() {
    return CODEC;
  }

  @Override
  public Reply writeFailure(Failure failure) {
    return OpenAiErrors.write(failure);
  }

  @Override
  public Failure readFailure(int status, HeaderLookup headers, byte[] body) {
    return OpenAiErrors.read(status, headers, body);
  }
}
