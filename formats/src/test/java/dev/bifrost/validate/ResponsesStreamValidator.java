package dev.bifrost.validate;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds a stream of the Responses API to its whole life cycle, as its strictest clients want it:
/// OpenAI's SDKs, Codex, the AI SDK. Give it every frame, then the end; it throws an
/// [AssertionError] that says what is wrong. One stream.
public final class ResponsesStreamValidator {
  private static final Set<String> TERMINAL =
      Set.of("response.completed", "response.incomplete", "response.failed");
  private static final Map<String, String> PREFIXES =
      Map.of(
          "message", "msg_",
          "reasoning", "rs_",
          "function_call", "fc_",
          "custom_tool_call", "ctc_");
  private static final List<String> REQUIRED =
      List.of(
          "id",
          "object",
          "created_at",
          "status",
          "error",
          "incomplete_details",
          "instructions",
          "model",
          "tools",
          "output",
          "parallel_tool_calls",
          "metadata",
          "tool_choice",
          "temperature",
          "top_p");

  private final List<ValidatedItem> items = new ArrayList<>();
  private long sequence;
  private @Nullable String responseId;
  private @Nullable String ended;
  private boolean errorSeen;

  /// Checks a whole stream.
  public static void check(List<Frame> frames) {
    ResponsesStreamValidator validator = new ResponsesStreamValidator();
    frames.forEach(validator::accept);
    validator.end();
  }

  /// Checks the next frame.
  public void accept(Frame frame) {
    Obj event = json(frame);
    String type = event.text("type", "");
    require(type.equals(frame.name()), "the event's name is its type", event);
    require(ended == null, "nothing follows the end", event);
    require(
        event.get("sequence_number") instanceof Num number && number.longValue() == sequence++,
        "sequence_number counts from 0",
        event);
    require(!errorSeen || type.equals("response.failed"), "a failure follows error", event);
    require(
        (responseId == null) == type.equals("response.created"),
        "response.created comes first, once",
        event);
    switch (type) {
      case "response.created", "response.in_progress" -> begin(event);
      case "response.output_item.added" -> added(event);
      case "response.output_item.done" -> {
        item(event, false).done(object(event, "item"));
      }
      case "error" -> errorSeen = true;
      default -> {
        if (TERMINAL.contains(type)) {
          end(type, object(event, "response"));
        } else {
          item(event, true).accept(type, event);
        }
      }
    }
  }

  /// Checks that the stream ended.
  public void end() {
    require(ended != null, "the stream has an end", Obj.empty());
  }

  private static Obj json(Frame frame) {
    try {
      if (frame.json() instanceof Obj event) {
        return event;
      }
    } catch (JsonFault fault) {
      throw new AssertionError("an event is no JSON: " + frame.text(), fault);
    }
    throw new AssertionError("an event is no object: " + frame.text());
  }

  private void begin(Obj event) {
    Obj response = response(object(event, "response"), "in_progress");
    require(response.list("output").isEmpty(), "nothing is told yet", response);
    require(items.isEmpty(), "items come after response.in_progress", event);
    require(responseId == null || response.is("id", responseId), "the id stays", response);
    responseId = response.text("id", "");
  }

  private void added(Obj event) {
    require(event.number("output_index", -1) == items.size(), "output_index counts from 0", event);
    Obj item = object(event, "item");
    String type = item.text("type", "");
    String id = item.text("id", "");
    require(!type.isEmpty() && !id.isEmpty(), "an item has a type and an id", item);
    String prefix = PREFIXES.get(type);
    require(prefix == null || id.startsWith(prefix), "the id begins with " + prefix, item);
    require(prefix == null || id.length() <= 64, "the id has at most 64 characters", item);
    require(
        items.stream().noneMatch(other -> other.id().equals(id)), "the id is the item's own", item);
    items.add(new ValidatedItem(type, id, item));
  }

  private ValidatedItem item(Obj event, boolean byId) {
    long index = event.number("output_index", -1);
    require(index >= 0 && index < items.size(), "the item was added", event);
    ValidatedItem item = items.get((int) index);
    require(!byId || event.is("item_id", item.id()), "item_id is the item's", event);
    return item;
  }

  private void end(String type, Obj response) {
    String status = type.substring("response.".length());
    response(response, status);
    require(responseId != null && response.is("id", responseId), "the id stays", response);
    List<Json> told = new ArrayList<>();
    for (ValidatedItem item : items) {
      Obj done = item.doneItem();
      require(done != null || status.equals("failed"), "every item is done", response);
      if (done != null) {
        told.add(done);
      }
    }
    require(
        response.list("output").equals(Arr.of(told)), "output holds the items as done", response);
    switch (status) {
      case "failed" -> {
        Obj error = object(response, "error");
        require(error.str("code") != null, "the error has a code", error);
        require(error.str("message") != null, "the error has a message", error);
      }
      case "incomplete" -> {
        require(object(response, "incomplete_details").str("reason") != null, "a reason", response);
        usage(response);
      }
      default -> usage(response);
    }
    ended = type;
  }

  private static Obj response(Obj response, String status) {
    for (String name : REQUIRED) {
      require(response.has(name), "a response has " + name, response);
    }
    require(response.is("object", "response"), "object is response", response);
    require(response.is("status", status), "the status is " + status, response);
    return response;
  }

  private static void usage(Obj response) {
    Obj usage = object(response, "usage");
    long input = usage.number("input_tokens", -1);
    long output = usage.number("output_tokens", -1);
    require(input >= 0 && output >= 0, "usage counts tokens", usage);
    require(usage.number("total_tokens", -1) == input + output, "the total is the sum", usage);
    require(object(usage, "input_tokens_details").num("cached_tokens") != null, "cached", usage);
    require(
        object(usage, "output_tokens_details").num("reasoning_tokens") != null, "reasoning", usage);
  }

  static Obj object(Obj owner, String name) {
    Obj value = owner.obj(name);
    if (value == null) {
      throw new AssertionError("there must be an object " + name + " in " + owner);
    }
    return value;
  }

  static void require(boolean holds, String rule, Obj where) {
    if (!holds) {
      throw new AssertionError(rule + ": " + where);
    }
  }
}
