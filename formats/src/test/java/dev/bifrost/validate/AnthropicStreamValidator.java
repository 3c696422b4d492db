package dev.bifrost.validate;

import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The life cycle of an Anthropic Messages stream as the SDKs, Claude Code and opencode want it:
/// named events, one block open at a time, usage at both ends.
public final class AnthropicStreamValidator extends StreamValidator {
  private static final Set<String> STOP_REASONS =
      Set.of(
          "end_turn",
          "max_tokens",
          "stop_sequence",
          "tool_use",
          "pause_turn",
          "refusal",
          "model_context_window_exceeded");

  private boolean started;
  private int blocks;
  private String open = "";
  private final StringBuilder json = new StringBuilder();
  private final List<String> inputs = new ArrayList<>();
  private boolean callsTool;
  private boolean delta;
  private boolean stopped;
  private boolean failed;

  @Override
  public boolean isFailed() {
    return failed;
  }

  @Override
  void accept(Frame one) {
    Obj event = object(one);
    String type = event.text("type", "");
    require(type.equals(one.name()), "is named " + one.name() + " and typed " + type);
    require(!stopped && !failed, "comes after the end: " + type);
    require(started || isAllowedFirst(type), "comes before message_start: " + type);
    switch (type) {
      case "message_start" -> start(event);
      case "content_block_start" -> blockStart(event);
      case "content_block_delta" -> blockDelta(event);
      case "content_block_stop" -> blockStop(event);
      case "message_delta" -> messageDelta(event);
      case "message_stop" -> {
        require(delta, "message_stop without message_delta");
        stopped = true;
      }
      case "error" -> {
        Obj error = event.obj("error");
        require(error != null && error.str("type") != null, "error without type");
        require(error != null && error.str("message") != null, "error without message");
        failed = true;
      }
      case "ping" -> {}
      default -> require(false, "is unknown: " + type);
    }
  }

  @Override
  void end() {
    require(stopped || failed, "the stream has no end");
    require(!failed || !delta, "a failed stream tells a stop reason");
  }

  private static boolean isAllowedFirst(String type) {
    return type.equals("message_start") || type.equals("ping") || type.equals("error");
  }

  private void start(Obj event) {
    require(!started, "starts twice");
    started = true;
    Obj message = event.obj("message");
    if (message == null) {
      require(false, "message_start without message");
      return;
    }
    require(!message.text("id", "").isEmpty(), "message without id");
    require(message.is("type", "message"), "message without its type");
    require(message.is("role", "assistant"), "message without role");
    require(message.str("model") != null, "message without model");
    require(message.arr("content") != null, "message without content");
    require(message.get("stop_reason") == Null.NULL, "message without stop_reason null");
    require(message.get("stop_sequence") == Null.NULL, "message without stop_sequence null");
    usage(message, "input_tokens");
    usage(message, "output_tokens");
  }

  private void blockStart(Obj event) {
    require(open.isEmpty(), "a block starts inside another");
    require(event.get("index") instanceof Num at && at.longValue() == blocks, "wrong index");
    Obj block = event.obj("content_block");
    open = block == null ? "?" : block.text("type", "?");
    json.setLength(0);
    Obj known = block == null ? Obj.empty() : block;
    switch (open) {
      case "text" -> require(known.str("text") != null, "text block without text");
      case "thinking" -> require(known.str("thinking") != null, "thinking block without thinking");
      case "redacted_thinking" -> require(known.str("data") != null, "redacted without data");
      case "tool_use", "server_tool_use" -> {
        callsTool |= open.equals("tool_use");
        require(!known.text("id", "").isEmpty(), "call without id");
        require(!known.text("name", "").isEmpty(), "call without name");
        require(known.obj("input") != null, "call without input object");
      }
      case "?" -> require(false, "block without type");
      default -> {}
    }
  }

  private void blockDelta(Obj event) {
    require(event.get("index") instanceof Num at && at.longValue() == blocks, "wrong index");
    Obj delta = event.obj("delta");
    String type = delta == null ? "?" : delta.text("type", "?");
    String kind =
        switch (type) {
          case "text_delta", "citations_delta" -> "text";
          case "thinking_delta", "signature_delta" -> "thinking";
          case "input_json_delta" -> open.endsWith("tool_use") ? open : "tool_use";
          default -> open;
        };
    require(kind.equals(open), type + " in a block of type " + open);
    if (delta != null && type.equals("input_json_delta")) {
      Str piece = delta.str("partial_json");
      require(piece != null, "input_json_delta without partial_json");
      json.append(piece == null ? "" : piece.value());
    }
  }

  private void blockStop(Obj event) {
    require(!open.isEmpty(), "a block stops that is not open");
    require(event.get("index") instanceof Num at && at.longValue() == blocks, "wrong index");
    inputs.add(json.toString());
    open = "";
    blocks++;
  }

  private void messageDelta(Obj event) {
    require(open.isEmpty(), "message_delta inside a block");
    Obj changed = event.obj("delta");
    String reason = changed == null ? "" : changed.text("stop_reason", "");
    require(STOP_REASONS.contains(reason), "unknown stop reason: " + reason);
    require(callsTool || !reason.equals("tool_use"), "tool_use without a call");
    if (!reason.equals("max_tokens")) {
      inputs.forEach(
          input -> require(input.isEmpty() || isObject(input), "input is no object: " + input));
    }
    usage(event, "output_tokens");
    delta = true;
  }

  private void usage(Obj holder, String count) {
    Obj usage = holder.obj("usage");
    require(usage != null && usage.num(count) != null, "usage without " + count);
  }
}
