package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.wire.AnswerHead;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The response object as it stands at one moment: what is known of the answer, and the members of
/// the client's request that OpenAI repeats, with OpenAI's defaults.
final class AnswerObject {
  private static final Obj DEFAULTS =
      Json.obj()
          .put("background", false)
          .put("instructions", Null.NULL)
          .put("max_output_tokens", Null.NULL)
          .put("max_tool_calls", Null.NULL)
          .put("metadata", Obj.empty())
          .put("parallel_tool_calls", true)
          .put("previous_response_id", Null.NULL)
          .put("prompt_cache_key", Null.NULL)
          .put("reasoning", Json.obj().put("effort", Null.NULL).put("summary", Null.NULL).build())
          .put("safety_identifier", Null.NULL)
          .put("store", true)
          .put("temperature", Num.of(new BigDecimal("1.0")))
          .put("text", Obj.empty())
          .put("tool_choice", "auto")
          .put("tools", Arr.empty())
          .put("top_logprobs", 0)
          .put("top_p", Num.of(new BigDecimal("1.0")))
          .put("truncation", "disabled")
          .put("user", Null.NULL)
          .build();

  private final AnswerHead head;
  private final Obj echo;
  private String id;
  private String model;

  AnswerObject(AnswerHead head) {
    this.head = head;
    this.echo = echo(head.request());
    this.id = "resp_" + head.id();
    this.model = head.model();
  }

  /// Takes the provider's id where it has OpenAI's form, and its model.
  void started(Started started) {
    if (started.id().startsWith("resp_")) {
      id = started.id();
    }
    if (!started.model().isEmpty()) {
      model = started.model();
    }
  }

  /// The object.
  ///
  /// @param said members known at this moment, which win
  Obj at(String status, Arr output, @Nullable Json usage, Obj said) {
    ObjBuilder response =
        Json.obj()
            .put("id", id)
            .put("object", "response")
            .put("created_at", head.createdSeconds())
            .put("status", said.text("status", status));
    put("error", Null.NULL, said, response);
    put("incomplete_details", Null.NULL, said, response);
    response.put("model", model).put("output", output);
    for (Member member : echo.members()) {
      put(member.name(), member.value(), said, response);
    }
    put("usage", usage == null ? Null.NULL : usage, said, response);
    for (String name : AnswerReader.KEPT) {
      if (!echo.has(name)) {
        response.putIfPresent(name, said.get(name));
      }
    }
    return response.build();
  }

  private static void put(String name, Json value, Obj said, ObjBuilder response) {
    Json known = said.get(name);
    response.put(name, known == null ? value : known);
  }

  /// Usage in OpenAI's words.
  static Obj usage(Usage usage) {
    return Json.obj()
        .put("input_tokens", usage.input())
        .put("input_tokens_details", inputDetails(usage))
        .put("output_tokens", usage.output())
        .put("output_tokens_details", Json.obj().put("reasoning_tokens", usage.reasoning()).build())
        .put("total_tokens", usage.total())
        .build();
  }

  private static Obj inputDetails(Usage usage) {
    return Json.obj()
        .put("cached_tokens", usage.cacheRead())
        .put("cache_write_tokens", usage.cacheWrite())
        .build();
  }

  private static Obj echo(Obj request) {
    ObjBuilder echo = Json.obj();
    for (Member member : DEFAULTS.members()) {
      Json asked = request.get(member.name());
      Json value = asked == null || asked instanceof Null ? member.value() : asked;
      echo.put(member.name(), member.key().is("text") ? text(value) : value);
    }
    return echo.build();
  }

  private static Json text(Json asked) {
    Obj plain = Json.obj().put("type", "text").build();
    return asked instanceof Obj text && !text.has("format") ? text.with("format", plain) : asked;
  }
}
