package dev.bifrost.engine.upstream;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;

/// The shape of a token count in each dialect that has one.
final class CountAnswers {
  private CountAnswers() {}

  /// The count as the dialect of that name tells it.
  static Obj of(String format, String model, long inputTokens) {
    return switch (format) {
      case "anthropic.messages" -> Json.obj().put("input_tokens", inputTokens).build();
      case "openai.responses" ->
          Json.obj()
              .put("object", "response.input_tokens")
              .put("model", model)
              .put("input_tokens", inputTokens)
              .build();
      case "gemini.generateContent" -> Json.obj().put("totalTokens", inputTokens).build();
      default -> throw Failed.of(Failure.Kind.UNSUPPORTED, format + " has no way to count tokens");
    };
  }
}
