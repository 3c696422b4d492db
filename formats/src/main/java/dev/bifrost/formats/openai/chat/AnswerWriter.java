package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a whole answer.
final class AnswerWriter {
  private AnswerWriter() {}

  static Obj write(AnswerHead head, ChatResponse response) {
    StreamEvent.Finished end = response.finished();
    ObjBuilder answer =
        envelope(head, response.started(), "chat.completion")
            .put(
                "choices",
                Json.of(
                    List.of(
                        Json.obj()
                            .put("index", 0)
                            .put("message", message(response.parts()))
                            .put("logprobs", Null.NULL)
                            .put("finish_reason", FinishWords.write(end, isRefusal(response)))
                            .build())));
    answer.putIfPresent("usage", end.usage() == null ? null : UsageFields.write(end.usage()));
    return answer.build();
  }

  /// The members that every answer and every chunk begins with.
  static ObjBuilder envelope(AnswerHead head, StreamEvent.Started started, String object) {
    return Json.obj()
        .put("id", started.id().startsWith("chatcmpl") ? started.id() : "chatcmpl-" + head.id())
        .put("object", object)
        .put("created", head.createdSeconds())
        .put("model", started.model().isEmpty() ? head.model() : started.model());
  }

  private static boolean isRefusal(ChatResponse response) {
    return response.parts().stream().anyMatch(Part.Refusal.class::isInstance);
  }

  private static Obj message(List<Part> parts) {
    List<Str> texts = new ArrayList<>();
    List<Str> refusals = new ArrayList<>();
    List<Str> thoughts = new ArrayList<>();
    List<Obj> details = new ArrayList<>();
    List<Obj> calls = new ArrayList<>();
    List<Obj> annotations = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(Str text, List<Citation> citations) -> {
          texts.add(text);
          citations.stream().map(Annotations::write).forEach(written -> add(written, annotations));
        }
        case Part.Refusal refusal -> refusals.add(refusal.text());
        case Part.Reasoning(Str text, Signature seal) -> {
          thoughts.add(text);
          if (seal != null) {
            details.add(ReasoningDetails.entry(text, seal, details.size()));
          }
        }
        case Part.ToolCall call ->
            calls.add(
                Calls.write(call.id(), call.tool().name(), call.tool().kind(), call.arguments()));
        case Part.Image _,
            Part.Audio _,
            Part.Document _,
            Part.ToolResult _,
            Part.ServerToolCall _,
            Part.ServerToolResult _,
            Part.CachePoint _,
            Part.Unknown _ -> {}
      }
    }
    Str thought = thoughts.isEmpty() ? Str.EMPTY : Str.join(thoughts);
    return Json.obj()
        .put("role", "assistant")
        .put("content", texts.isEmpty() ? Null.NULL : Str.join(texts))
        .put("refusal", refusals.isEmpty() ? Null.NULL : Str.join(refusals))
        .putIfPresent("reasoning_content", thought.isEmpty() ? null : thought)
        .putIfPresent("reasoning_details", details.isEmpty() ? null : Json.of(details))
        .putIfPresent("annotations", annotations.isEmpty() ? null : Json.of(annotations))
        .putIfPresent("tool_calls", calls.isEmpty() ? null : Json.of(calls))
        .build();
  }

  private static void add(@Nullable Obj written, List<Obj> all) {
    if (written != null) {
      all.add(written);
    }
  }
}
