package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.CitationDelta;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.ReasoningDelta;
import dev.bifrost.chat.StreamEvent.SignatureDelta;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Usage;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes one streamed answer with its full life cycle. Items may overlap, as OpenAI's events name
/// theirs by `output_index`. An item is done only when the next part or the end tells whether it
/// was cut. One stream, one thread.
final class ResponsesEncoder implements StreamEncoder {
  private final AnswerHead head;
  private final Events events = new Events();
  private final AnswerObject answer;
  private final Map<Integer, OpenPart> parts = new HashMap<>();
  private final List<OutputItem> open = new ArrayList<>();
  private final List<@Nullable Obj> output = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private @Nullable MessageItem message;
  private boolean started;
  private boolean refuses;
  private Obj response = Obj.empty();

  ResponsesEncoder(AnswerHead head) {
    this.head = head;
    this.answer = new AnswerObject(head);
  }

  @Override
  public void accept(StreamEvent event, Consumer<? super Frame> out) {
    events.to(out);
    accept(event);
  }

  /// Takes the next event where only the final response is wanted.
  void accept(StreamEvent event) {
    switch (event) {
      case Started start -> start(start);
      case PartStarted(int index, Part head) -> begin(index, head);
      case TextDelta(int index, Str text) -> say(index, text);
      case ReasoningDelta(int index, Str text) -> say(index, text);
      case ArgumentsDelta(int index, Str text) -> say(index, text);
      case SignatureDelta(int index, Signature seal) -> {
        OpenPart part = parts.get(index);
        if (part != null) {
          part.seal(seal);
        }
      }
      case CitationDelta(int index, Citation citation) -> {
        OpenPart part = parts.get(index);
        if (part != null) {
          part.cite(citation);
        }
      }
      case PartEnded(int index) -> {
        OpenPart part = parts.remove(index);
        if (part != null) {
          part.end();
        }
      }
      case Finished finished -> finish(finished);
      case Broken(Failure failure, Usage usage) -> fail(failure, usage);
    }
  }

  /// The final response; an empty object before the end.
  Obj response() {
    return response;
  }

  private void start(Started start) {
    started = true;
    answer.started(start);
    Obj begun = answer.at("in_progress", Arr.empty(), null, Obj.empty());
    events.send("response.created", events.event("response.created").put("response", begun));
    events.send(
        "response.in_progress", events.event("response.in_progress").put("response", begun));
  }

  private void say(int index, Str text) {
    OpenPart part = parts.get(index);
    if (part != null) {
      part.say(text);
    }
  }

  private void begin(int index, Part part) {
    switch (part) {
      case Part.Text(Str text, List<Citation> citations) -> {
        OpenPart begun = begin(index, message().text());
        begun.say(text);
        citations.forEach(begun::cite);
      }
      case Part.Refusal(Str text) -> {
        refuses = true;
        begin(index, message().refusal()).say(text);
      }
      case Part.Reasoning(Str text, Signature seal) -> begin(index, thought(seal)).say(text);
      case Part.ToolCall call when call.tool().name().isEmpty() -> {}
      case Part.ToolCall call -> begin(index, call(call)).say(argument(call));
      case Part.ServerToolCall call -> serverCall(index, call);
      case Part.ServerToolResult result -> serverResult(result);
      case Part.Image(Media.Inline inline, _) -> picture(inline);
      case Part.Unknown(_, Part.Raw raw) -> own(raw);
      case Part.Image _, Part.Audio _, Part.Document _, Part.ToolResult _, Part.CachePoint _ -> {}
    }
  }

  private OpenPart begin(int index, OpenPart part) {
    parts.put(index, part);
    return part;
  }

  private static Str argument(Part.ToolCall call) {
    return switch (call.arguments()) {
      case Arguments.Text(Str text) -> text;
      case Arguments.Whole whole -> whole.asText();
    };
  }

  /// The message that a text goes to: the one that was opened last where nothing came after it.
  private MessageItem message() {
    MessageItem last = message;
    if (last == null) {
      closeComplete();
      last = new MessageItem(events, output.size(), id("msg_"));
      add(last, last.begun());
      message = last;
    }
    return last;
  }

  private ReasoningItem thought(@Nullable Signature seal) {
    next();
    Str own = seal != null && Seals.isOwn(seal) ? seal.id() : null;
    String given = own == null ? "" : own.value();
    String id = given.startsWith("rs_") && ids.add(given) ? given : id("rs_");
    ReasoningItem item = new ReasoningItem(events, output.size(), id, seal);
    add(item, item.begun());
    return item;
  }

  private CallItem call(Part.ToolCall call) {
    next();
    String callId = call.id().isEmpty() ? id("call_") : call.id();
    boolean isFreeform = call.tool().kind() == ToolName.Kind.FREEFORM;
    CallItem item =
        new CallItem(events, output.size(), id(isFreeform ? "ctc_" : "fc_"), callId, call.tool());
    add(item, item.begun());
    return item;
  }

  private void serverCall(int index, Part.ServerToolCall call) {
    if (own(call.raw()) || !SearchItem.canSay(call)) {
      return;
    }
    next();
    SearchItem item = new SearchItem(events, output.size(), id("ws_"), call);
    add(item, item.begun());
    item.begin();
    parts.put(index, item);
  }

  private void serverResult(Part.ServerToolResult result) {
    for (OutputItem item : open) {
      if (item instanceof SearchItem search && search.isAnsweredBy(result)) {
        search.found(result.hits());
        return;
      }
    }
    own(result.raw());
  }

  private void picture(Media.Inline inline) {
    String id = id("ig_");
    whole(
        Json.obj()
            .put("id", id)
            .put("type", "image_generation_call")
            .put("status", "completed")
            .put("result", inline.base64())
            .build());
  }

  /// Says an item of this format as it came. Whether the raw value is of this format.
  private boolean own(Part.Raw raw) {
    if (!ContentWriter.isOwn(raw)) {
      return false;
    }
    if (raw.value() instanceof Obj item && item.has("type")) {
      String given = item.text("id", "");
      boolean fits = !given.isEmpty() && ids.add(given);
      whole(fits ? item : item.with("id", Json.of(id("item_"))));
    }
    return true;
  }

  private void whole(Obj item) {
    next();
    int index = output.size();
    added(index, item);
    if (item.is("type", "web_search_call")) {
      for (String step : List.of("in_progress", "searching", "completed")) {
        String type = "response.web_search_call." + step;
        events.send(
            type,
            events.event(type).put("item_id", item.text("id", "")).put("output_index", index));
      }
    }
    output.add(item);
    done(index, item);
  }

  /// Another item than a message follows.
  private void next() {
    message = null;
    closeComplete();
  }

  private void add(OutputItem item, Obj begun) {
    output.add(null);
    open.add(item);
    added(item.index(), begun);
  }

  private void added(int index, Obj item) {
    String type = "response.output_item.added";
    events.send(type, events.event(type).put("output_index", index).put("item", item));
  }

  private void done(int index, Obj item) {
    String type = "response.output_item.done";
    events.send(type, events.event(type).put("output_index", index).put("item", item));
  }

  private void closeComplete() {
    for (OutputItem item : List.copyOf(open)) {
      if (item.isComplete()) {
        close(item, "completed");
      }
    }
  }

  private void close(OutputItem item, String status) {
    item.close();
    Obj whole = item.whole(status);
    output.set(item.index(), whole);
    open.remove(item);
    done(item.index(), whole);
  }

  private void finish(Finished finished) {
    Obj said = finished.extras().in(ResponsesFormat.NAME);
    String reason = incompleteReason(finished.reason(), said);
    String status = reason.isEmpty() ? "completed" : "incomplete";
    int last = output.size() - 1;
    for (OutputItem item : List.copyOf(open)) {
      close(item, item.index() == last ? status : "completed");
    }
    Obj known =
        reason.isEmpty() || said.has("incomplete_details")
            ? said
            : said.with("incomplete_details", Json.obj().put("reason", reason).build());
    Usage usage = finished.usage() == null ? Usage.of(0, 0) : finished.usage();
    end("response." + status, answer.at(status, told(), AnswerObject.usage(usage), known));
  }

  private String incompleteReason(FinishReason reason, Obj said) {
    String own = AnswerReader.incompleteReason(said);
    return own.isEmpty() ? FinishWords.incompleteReason(reason, refuses) : own;
  }

  /// What is not done yet stays undone: agents run a call as soon as it is, and would run it again
  /// when they try again.
  private void fail(Failure failure, @Nullable Usage usage) {
    if (!started) {
      start(new Started("", "", null, Extras.NONE));
    }
    Obj error = OpenAiErrors.object(failure);
    String type = "error";
    events.send(type, events.event(type).putAll(error.without("type")).put("error", error));
    Str code = error.str("code");
    Obj failed =
        Json.obj()
            .put("code", code == null ? Json.of(anyCode(failure)) : code)
            .putIfPresent("message", error.str("message"))
            .build();
    Obj said = Json.obj().put("error", failed).build();
    Json used = usage == null ? null : AnswerObject.usage(usage);
    end("response.failed", answer.at("failed", told(), used, said));
  }

  /// A failed response always has a code; Codex does not repeat a request after `invalid_prompt`.
  private static String anyCode(Failure failure) {
    return failure.kind().isTransient() ? "server_error" : "invalid_prompt";
  }

  private void end(String type, Obj whole) {
    response = whole;
    events.send(type, events.event(type).put("response", whole));
  }

  /// The items that are done, in order.
  private Arr told() {
    List<Obj> items = new ArrayList<>();
    for (Obj item : output) {
      if (item != null) {
        items.add(item);
      }
    }
    return Arr.of(items);
  }

  private String id(String prefix) {
    return prefix + head.id() + "_" + output.size();
  }
}
