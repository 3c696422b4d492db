package dev.bifrost.validate;

import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import java.util.List;

/// A generateContent stream as Gemini CLI and opencode want it: parts that say something, one
/// finish reason in the last chunk, or one error.
public final class GeminiStreamValidator extends StreamValidator {
  private static final List<String> KINDS =
      List.of(
          "text",
          "inlineData",
          "fileData",
          "functionCall",
          "functionResponse",
          "executableCode",
          "codeExecutionResult",
          "thoughtSignature");

  private boolean finished;
  private boolean failed;

  @Override
  public boolean isFailed() {
    return failed;
  }

  @Override
  void accept(Frame one) {
    require(one.name() == null, "has a name");
    require(!failed, "comes after the error");
    Obj chunk = object(one);
    Obj error = chunk.obj("error");
    if (error != null) {
      require(error.get("code") instanceof Num, "error without code");
      require(error.str("message") != null, "error without message");
      require(error.str("status") != null, "error without status");
      failed = true;
      return;
    }
    require(!finished, "comes after the finish reason");
    boolean blocked = chunk.has("promptFeedback");
    require(blocked || chunk.arr("candidates") != null, "without candidates");
    for (Json candidate : chunk.list("candidates")) {
      candidate(candidate instanceof Obj object ? object : Obj.empty());
    }
    finished |= blocked;
    Obj usage = chunk.obj("usageMetadata");
    if (usage != null && usage.has("promptTokenCount")) {
      require(usage.num("totalTokenCount") != null, "usage without total");
    }
  }

  @Override
  void end() {
    require(finished != failed, finished ? "a failed stream has a finish reason" : "no end");
  }

  private void candidate(Obj candidate) {
    Obj content = candidate.obj("content");
    if (content != null) {
      require(content.is("role", "model"), "content without role");
      for (Json part : content.list("parts")) {
        part(part instanceof Obj object ? object : Obj.empty());
      }
    }
    Json reason = candidate.get("finishReason");
    require(reason == null || reason instanceof Str, "finishReason is no text");
    finished |= reason != null;
  }

  private void part(Obj part) {
    require(KINDS.stream().anyMatch(part::has), "an empty part: " + part);
    Obj call = part.obj("functionCall");
    if (call != null) {
      require(!call.text("name", "").isEmpty(), "call without name");
      require(call.obj("args") != null, "call without args");
    }
  }
}
