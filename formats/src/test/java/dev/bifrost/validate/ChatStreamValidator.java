package dev.bifrost.validate;

import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A Chat Completions stream as Zed, Copilot, LibreChat and opencode want it: every chunk whole,
/// every call with index, id and type, one finish reason, `[DONE]`.
public final class ChatStreamValidator extends StreamValidator {
  private static final Set<String> FINISH_REASONS =
      Set.of("stop", "length", "tool_calls", "content_filter", "function_call");

  private final List<StringBuilder> calls = new ArrayList<>();
  private @Nullable String id;
  private boolean saidRole;
  private final List<StringBuilder> objects = new ArrayList<>();
  private String reason = "";
  private boolean finished;
  private boolean usage;
  private boolean failed;
  private boolean done;

  @Override
  public boolean isFailed() {
    return failed;
  }

  @Override
  void accept(Frame one) {
    require(one.name() == null, "has a name");
    require(!done, "comes after [DONE]");
    if (one.says("[DONE]")) {
      done = true;
      return;
    }
    require(!failed, "comes after the error");
    Obj chunk = object(one);
    Obj error = chunk.obj("error");
    if (error != null) {
      require(error.str("message") != null, "error without message");
      failed = true;
      return;
    }
    chunk(chunk);
  }

  @Override
  void end() {
    require(done, "no [DONE]");
    require(finished != failed, finished ? "a failed stream has a finish reason" : "no end");
    if (reason.equals("tool_calls")) {
      objects.forEach(call -> require(isObject(call.toString()), "arguments: " + call));
    }
  }

  private void chunk(Obj chunk) {
    require(chunk.is("object", "chat.completion.chunk"), "without object");
    String told = chunk.text("id", "");
    require(!told.isEmpty() && (id == null || id.equals(told)), "id missing or changed: " + told);
    id = told;
    require(chunk.num("created") != null, "without created");
    require(chunk.str("model") != null, "without model");
    require(chunk.arr("choices") != null, "without choices");
    require(!usage, "comes after the usage");
    for (Json choice : chunk.list("choices")) {
      choice(choice instanceof Obj object ? object : Obj.empty());
    }
    usage(chunk.get("usage"));
  }

  private void usage(@Nullable Json told) {
    if (told instanceof Obj counts) {
      usage = true;
      for (String count : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
        require(counts.num(count) != null, "usage without " + count);
      }
    } else {
      require(told == null || told == Null.NULL, "usage is no object");
    }
  }

  private void choice(Obj choice) {
    require(choice.get("index") instanceof Num at && at.longValue() == 0, "choice without index 0");
    require(!finished, "a choice after its finish reason");
    Obj delta = choice.obj("delta");
    require(delta != null, "choice without delta");
    if (delta != null) {
      delta(delta);
    }
    Json told = choice.get("finish_reason");
    if (told instanceof Str word) {
      finished = true;
      reason = word.value();
      require(FINISH_REASONS.contains(word.value()), "unknown finish reason " + word);
      require(!word.is("tool_calls") || !calls.isEmpty(), "tool_calls without a call");
    } else {
      require(told == null || told == Null.NULL, "finish_reason is no text");
    }
  }

  private void delta(Obj delta) {
    saidRole |= delta.is("role", "assistant");
    require(saidRole, "the first delta has no role");
    Json content = delta.get("content");
    require(
        content == null || content == Null.NULL || content instanceof Str, "content is no text");
    for (Json call : delta.list("tool_calls")) {
      call(call instanceof Obj object ? object : Obj.empty());
    }
  }

  private void call(Obj call) {
    int index = (int) call.number("index", -1);
    require(index >= 0 && index <= calls.size(), "call with a wrong index " + index);
    boolean custom = call.has("custom");
    Obj function = call.obj(custom ? "custom" : "function");
    Str piece = function == null ? null : function.str(custom ? "input" : "arguments");
    if (index == calls.size()) {
      require(!call.text("id", "").isEmpty(), "call without id");
      require(call.is("type", custom ? "custom" : "function"), "call without type");
      require(function != null && !function.text("name", "").isEmpty(), "call without name");
      require(piece != null, "call without arguments");
      calls.add(new StringBuilder());
      if (!custom) {
        objects.add(calls.getLast());
      }
    }
    if (index >= 0 && index < calls.size() && piece != null) {
      calls.get(index).append(piece.value());
    }
  }
}
