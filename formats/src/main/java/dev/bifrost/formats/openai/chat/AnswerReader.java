package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;

/// Understands a whole answer. Of several choices the first is read.
final class AnswerReader {
  private AnswerReader() {}

  static List<StreamEvent> read(Obj body) {
    Obj error = body.obj("error");
    if (error != null && body.list("choices").isEmpty()) {
      return List.of(new StreamEvent.Broken(OpenAiErrors.inBand(error), null));
    }
    List<Obj> choices = body.list("choices").objects();
    if (choices.isEmpty()) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT,
          "the provider's answer is no chat completion: it has no choices");
    }
    Obj choice = choices.getFirst();
    Obj message = choice.obj("message");
    List<Part> parts = message == null ? List.of() : parts(body, message);
    List<StreamEvent> events = new ArrayList<>();
    events.add(
        new StreamEvent.Started(body.text("id", ""), body.text("model", ""), null, Extras.NONE));
    for (int index = 0; index < parts.size(); index++) {
      events.add(new StreamEvent.PartStarted(index, parts.get(index)));
      events.add(new StreamEvent.PartEnded(index));
    }
    events.add(finished(choice, parts, body));
    return events;
  }

  private static StreamEvent finished(Obj choice, List<Part> parts, Obj body) {
    String word = choice.text("finish_reason", "");
    boolean calls = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
    boolean refuses = parts.stream().anyMatch(Part.Refusal.class::isInstance);
    FinishReason reason = FinishWords.read(word, calls, refuses);
    return new StreamEvent.Finished(
        reason,
        null,
        UsageFields.read(body.obj("usage")),
        FinishWords.extras(word, reason, refuses));
  }

  private static List<Part> parts(Obj body, Obj message) {
    List<Part> parts = new ArrayList<>(ReasoningDetails.read(message));
    List<Citation> citations = new ArrayList<>(Annotations.read(message));
    citations.addAll(Annotations.top(body));
    switch (message.get("content")) {
      case Str text -> {
        if (!text.isEmpty()) {
          parts.add(new Part.Text(text, citations));
        }
      }
      case Arr content -> content.objects().forEach(part -> parts.add(ContentParts.read(part)));
      case null, default -> {}
    }
    Str refusal = message.str("refusal");
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Refusal(refusal));
    }
    for (Obj image : message.list("images").objects()) {
      parts.add(ContentParts.read(image));
    }
    Obj audio = message.obj("audio");
    Str sound = audio == null ? null : audio.str("data");
    if (sound != null) {
      parts.add(new Part.Audio(new Media.Inline("audio/wav", sound)));
    }
    calls(message, parts);
    return parts;
  }

  /// A call without a name is no call: some providers fill every member they know.
  private static void calls(Obj message, List<Part> parts) {
    int index = 0;
    for (Obj call : message.list("tool_calls").objects()) {
      Part.ToolCall read = Calls.read(call);
      if (!read.tool().name().isEmpty()) {
        String id = read.id().isEmpty() ? "call_" + index : read.id();
        parts.add(new Part.ToolCall(id, read.tool(), read.arguments()));
      }
      index++;
    }
    Obj legacy = message.obj("function_call");
    if (legacy != null && !legacy.text("name", "").isEmpty()) {
      parts.add(Calls.legacy(legacy));
    }
  }
}
