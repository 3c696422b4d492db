package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamDecoder;
import java.util.List;
import java.util.function.Consumer;

/// Understands one streamed answer. Items are told apart by `output_index`: item ids may change
/// from event to event (GitHub Copilot) or be empty. One stream, one thread.
final class ResponsesDecoder implements StreamDecoder {
  private final OpenParts parts = new OpenParts();
  private boolean started;
  private boolean ended;

  @Override
  public void accept(Frame frame, Consumer<? super StreamEvent> out) {
    if (ended || frame.from() == frame.to() || frame.says("[DONE]")) {
      return;
    }
    Json json;
    try {
      json = frame.json();
    } catch (JsonFault unreadable) {
      fail(Failure.Kind.PROVIDER_FAULT, "the provider sent an event that is no JSON", out);
      return;
    }
    if (json instanceof Obj event) {
      String type = event.text("type");
      event(type == null ? frame.name() == null ? "" : frame.name() : type, event, out);
    } else {
      fail(Failure.Kind.PROVIDER_FAULT, "the provider sent an event that is no object", out);
    }
  }

  @Override
  public void end(Consumer<? super StreamEvent> out) {
    if (!ended) {
      fail(
          Failure.Kind.CONNECTION_BROKEN,
          "the provider's stream ended before response.completed",
          out);
    }
  }

  private void event(String type, Obj event, Consumer<? super StreamEvent> out) {
    switch (type) {
      case "response.created", "response.in_progress", "response.queued" ->
          start(response(event), out);
      case "response.completed", "response.incomplete", "response.done" ->
          complete(response(event), out);
      case "response.failed", "response.cancelled" ->
          end(AnswerReader.broken(response(event)), out);
      case "error" -> end(new Broken(OpenAiErrors.inBand(error(event)), null), out);
      default -> {
        if (type.startsWith("response.")) {
          start(Obj.empty(), out);
          content(type, event, out);
        } else if (event.obj("error") != null) {
          end(new Broken(OpenAiErrors.inBand(error(event)), null), out);
        }
      }
    }
  }

  private void content(String type, Obj event, Consumer<? super StreamEvent> out) {
    switch (type) {
      case "response.output_text.delta" -> parts.text(event, delta(event), out);
      case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
          parts.arguments(event, delta(event), out);
      case "response.reasoning_summary_text.delta" ->
          parts.thought(event, "summary_index", delta(event), out);
      case "response.reasoning_text.delta" ->
          parts.thought(event, "content_index", delta(event), out);
      case "response.refusal.delta" -> parts.refusal(event, delta(event), out);
      case "response.output_item.added" -> parts.added(index(event), item(event), out);
      case "response.output_item.done" -> parts.done(index(event), item(event), out);
      case "response.content_part.added" -> parts.contentAdded(event, out);
      case "response.content_part.done" -> parts.contentDone(event, out);
      case "response.output_text.done" -> parts.textDone(event, "text", out);
      case "response.refusal.done" -> parts.textDone(event, "refusal", out);
      case "response.output_text.annotation.added" -> parts.annotation(event, out);
      case "response.function_call_arguments.done" ->
          parts.argumentsDone(event, event.str("arguments"), out);
      case "response.custom_tool_call_input.done" ->
          parts.argumentsDone(event, event.str("input"), out);
      default -> {}
    }
  }

  private void start(Obj response, Consumer<? super StreamEvent> out) {
    if (!started) {
      started = true;
      parts.started(response);
      out.accept(
          response.isEmpty()
              ? new Started("", "", null, Extras.NONE)
              : AnswerReader.started(response));
    }
  }

  /// Tells what the stream itself left out, then the end.
  private void complete(Obj response, Consumer<? super StreamEvent> out) {
    if (response.is("status", "failed") || response.is("status", "cancelled")) {
      end(AnswerReader.broken(response), out);
      return;
    }
    start(response, out);
    List<Obj> output = response.list("output").objects();
    for (int index = 0; index < output.size(); index++) {
      parts.complete(index, output.get(index), output.size(), out);
    }
    parts.closeAll(out);
    end(AnswerReader.finished(response, parts.hasCall(), parts.hasRefusal()), out);
  }

  private void fail(Failure.Kind kind, String message, Consumer<? super StreamEvent> out) {
    end(new Broken(Failure.of(kind, message), null), out);
  }

  private void end(StreamEvent last, Consumer<? super StreamEvent> out) {
    ended = true;
    out.accept(last);
  }

  static int index(Obj event) {
    return (int) event.number("output_index", 0);
  }

  private static Str delta(Obj event) {
    return ItemReader.orEmpty(event.str("delta"));
  }

  private static Obj item(Obj event) {
    Obj item = event.obj("item");
    return item == null ? Obj.empty() : item;
  }

  private static Obj response(Obj event) {
    Obj response = event.obj("response");
    return response == null ? Obj.empty() : response;
  }

  /// OpenAI's description has the members of an error in the event itself, its servers nest them.
  private static Obj error(Obj event) {
    Obj error = event.obj("error");
    return error == null ? event.without("type") : error;
  }
}
