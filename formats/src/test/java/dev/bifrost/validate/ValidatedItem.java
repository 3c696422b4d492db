package dev.bifrost.validate;

import static dev.bifrost.validate.ResponsesStreamValidator.object;
import static dev.bifrost.validate.ResponsesStreamValidator.require;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One item of a Responses stream on its way from added to done.
final class ValidatedItem {
  /// One content part, summary or raw thought.
  private static final class Piece {
    final String type;
    final StringBuilder text = new StringBuilder();
    final List<Json> annotations = new ArrayList<>();
    boolean textDone;
    boolean partDone;

    Piece(String type) {
      this.type = type;
    }
  }

  private final String type;
  private final String id;
  private final Obj begun;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder arguments = new StringBuilder();
  private boolean argumentsDone;
  private String search = "";
  private @Nullable Obj done;

  ValidatedItem(String type, String id, Obj begun) {
    this.type = type;
    this.id = id;
    this.begun = begun;
  }

  String id() {
    return id;
  }

  @Nullable Obj doneItem() {
    return done;
  }

  void accept(String event, Obj content) {
    require(done == null, "nothing follows output_item.done", content);
    switch (event) {
      case "response.content_part.added" -> {
        require(type.equals("message"), "only messages have content", content);
        begin(content, "content_index", object(content, "part"));
      }
      case "response.output_text.delta" -> {
        require(content.arr("logprobs") != null, "logprobs is a list", content);
        delta(piece(content, "content_index", "output_text"), content);
      }
      case "response.refusal.delta" -> delta(piece(content, "content_index", "refusal"), content);
      case "response.output_text.annotation.added" -> {
        Piece piece = piece(content, "content_index", "output_text");
        require(
            content.number("annotation_index", -1) == piece.annotations.size(),
            "annotation_index counts from 0",
            content);
        piece.annotations.add(object(content, "annotation"));
      }
      case "response.output_text.done" ->
          textDone(piece(content, "content_index", "output_text"), content, "text");
      case "response.refusal.done" ->
          textDone(piece(content, "content_index", "refusal"), content, "refusal");
      case "response.content_part.done" -> partDone(content, "content_index");
      case "response.reasoning_summary_part.added" -> {
        require(type.equals("reasoning"), "only reasoning has summaries", content);
        begin(content, "summary_index", object(content, "part"));
      }
      case "response.reasoning_summary_text.delta" ->
          delta(piece(content, "summary_index", "summary_text"), content);
      case "response.reasoning_summary_text.done" ->
          textDone(piece(content, "summary_index", "summary_text"), content, "text");
      case "response.reasoning_summary_part.done" -> partDone(content, "summary_index");
      case "response.function_call_arguments.delta" -> argument(content, "function_call");
      case "response.custom_tool_call_input.delta" -> argument(content, "custom_tool_call");
      case "response.function_call_arguments.done" -> argumentsDone(content, "arguments");
      case "response.custom_tool_call_input.done" -> argumentsDone(content, "input");
      case "response.web_search_call.in_progress" -> search("", "in_progress", content);
      case "response.web_search_call.searching" -> search("in_progress", "searching", content);
      case "response.web_search_call.completed" -> search("searching", "completed", content);
      default -> throw new AssertionError("no event of this API: " + content);
    }
  }

  void done(Obj item) {
    require(done == null, "an item is done once", item);
    require(item.is("id", id) && item.is("type", type), "it is the item that was added", item);
    require(pieces.stream().allMatch(piece -> piece.partDone), "all its parts are done", item);
    switch (type) {
      case "message" -> message(item);
      case "reasoning" -> summaries(item);
      case "function_call" -> {
        call(item, "arguments");
        require(item.is("status", "incomplete") || isObject(item), "arguments are JSON", item);
      }
      case "custom_tool_call" -> call(item, "input");
      case "web_search_call" -> require(search.equals("completed"), "the search ended", item);
      default -> {}
    }
    done = item;
  }

  private void message(Obj item) {
    require(item.is("role", "assistant"), "the assistant speaks", item);
    require(item.str("status") != null, "a message has a status", item);
    List<Obj> contents = item.list("content").objects();
    require(contents.size() == pieces.size(), "content holds what was told", item);
    for (int i = 0; i < contents.size(); i++) {
      Piece piece = pieces.get(i);
      Obj content = contents.get(i);
      require(content.is("type", piece.type), "the parts stay", content);
      String member = piece.type.equals("refusal") ? "refusal" : "text";
      require(content.is(member, piece.text.toString()), "the text is what was told", content);
      require(
          content.list("annotations").equals(Arr.of(piece.annotations)),
          "the annotations are those that were told",
          content);
    }
  }

  private void summaries(Obj item) {
    List<Obj> summaries = item.list("summary").objects();
    require(item.arr("summary") != null, "reasoning has a summary", item);
    require(summaries.size() == pieces.size(), "the summary holds what was told", item);
    for (int i = 0; i < summaries.size(); i++) {
      require(
          summaries.get(i).is("text", pieces.get(i).text.toString()),
          "the summary is what was told",
          item);
    }
  }

  private void call(Obj item, String member) {
    require(argumentsDone, member + " are done", item);
    require(item.is(member, arguments.toString()), member + " are what was told", item);
    for (String same : List.of("call_id", "name")) {
      Str value = item.str(same);
      require(value != null && !value.isEmpty(), "a call has " + same, item);
      require(begun.is(same, item.text(same, "")), same + " stays", item);
    }
    require(
        begun.text("namespace", "").equals(item.text("namespace", "")), "namespace stays", item);
  }

  private static boolean isObject(Obj item) {
    try {
      return Json.parse(item.text("arguments", "")) instanceof Obj;
    } catch (JsonFault fault) {
      return false;
    }
  }

  private void begin(Obj event, String index, Obj part) {
    require(event.number(index, -1) == pieces.size(), index + " counts from 0", event);
    pieces.add(new Piece(part.text("type", "")));
  }

  private Piece piece(Obj event, String index, String pieceType) {
    long at = event.number(index, -1);
    require(at >= 0 && at < pieces.size(), "the part was added", event);
    Piece piece = pieces.get((int) at);
    require(piece.type.equals(pieceType), "the part is a " + pieceType, event);
    require(!piece.textDone, "nothing follows the text's end", event);
    return piece;
  }

  private static void delta(Piece piece, Obj event) {
    piece.text.append(text(event, "delta"));
  }

  private static void textDone(Piece piece, Obj event, String member) {
    require(piece.text.toString().equals(text(event, member)), "the text is whole", event);
    piece.textDone = true;
  }

  private void partDone(Obj event, String index) {
    long at = event.number(index, -1);
    require(at >= 0 && at < pieces.size(), "the part was added", event);
    Piece piece = pieces.get((int) at);
    require(piece.textDone && !piece.partDone, "the text is done, the part not yet", event);
    piece.partDone = true;
  }

  private void argument(Obj event, String itemType) {
    require(type.equals(itemType) && !argumentsDone, "the call is open", event);
    arguments.append(text(event, "delta"));
  }

  private void argumentsDone(Obj event, String member) {
    require(!argumentsDone, member + " end once", event);
    require(arguments.toString().equals(text(event, member)), member + " are whole", event);
    argumentsDone = true;
  }

  private void search(String before, String now, Obj event) {
    require(search.equals(before), "a search goes step by step", event);
    search = now;
  }

  private static String text(Obj event, String member) {
    Str text = event.str(member);
    if (text == null) {
      throw new AssertionError("there must be a string " + member + " in " + event);
    }
    return text.value();
  }
}
