package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shape of `GenerateContentResponse`, which every chunk of a stream has and a whole answer
/// too.
final class AnswerFrames {
  private static final Num FIRST = Num.of(0);
  private static final Str MODEL_ROLE = Str.of("model");

  private final Str modelVersion;
  private final Str responseId;

  /// @param started what the provider said; null where it said nothing
  AnswerFrames(AnswerHead head, @Nullable Started started) {
    this.modelVersion = said(started == null ? "" : started.model(), head.model());
    this.responseId = said(started == null ? "" : started.id(), head.id());
  }

  private static Str said(String text, String otherwise) {
    return Str.of(text.isEmpty() ? otherwise : text);
  }

  /// A chunk with parts of the model.
  Obj chunk(List<Json> parts) {
    Obj candidate = Json.obj().put("content", content(parts)).put("index", FIRST).build();
    return named(Json.obj().put("candidates", Arr.of(candidate))).build();
  }

  private static Obj content(List<Json> parts) {
    return Json.obj().put("parts", Json.of(parts)).put("role", MODEL_ROLE).build();
  }

  private ObjBuilder named(ObjBuilder chunk) {
    return chunk.put("modelVersion", modelVersion).put("responseId", responseId);
  }

  /// The last chunk, or the whole answer.
  ///
  /// @param parts the parts that it carries; null to write no content at all
  /// @param grounding what another model cited and searched, or null
  Obj last(@Nullable List<Json> parts, Finished finished, @Nullable Obj grounding) {
    Extras extras = finished.extras();
    Obj own = extras.in(GeminiFormat.NAME);
    Json word = own.get(AnswerTail.FINISH_REASON);
    ObjBuilder chunk = Json.obj();
    boolean refusedPrompt = word == Null.NULL && parts == null;
    if (!refusedPrompt) {
      ObjBuilder candidate = Json.obj();
      candidate.putIfPresent("content", parts == null ? null : content(parts));
      if (word != Null.NULL) {
        candidate.put(
            AnswerTail.FINISH_REASON,
            word == null ? Json.of(FinishWords.word(finished.reason())) : word);
      }
      candidate.put("index", FIRST).putIfPresent("groundingMetadata", grounding);
      candidate.putAll(member(own, AnswerTail.CANDIDATE));
      chunk.put("candidates", Arr.of(candidate.build()));
    }
    chunk.putIfPresent(
        "usageMetadata", UsageFields.write(finished.usage(), member(own, AnswerTail.USAGE)));
    return named(chunk).putAll(member(own, AnswerTail.RESPONSE)).build();
  }

  private static Obj member(Obj extras, String name) {
    Obj value = extras.obj(name);
    return value == null ? Obj.empty() : value;
  }
}
