package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.Usage;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Understands response objects: whole answers, and those inside the events of a stream. Without
/// state.
final class AnswerReader {
  /// What a response says beyond the vocabulary and the echo of its request; given back to clients
  /// of this format.
  static final List<String> KEPT =
      List.of(
          "service_tier",
          "completed_at",
          "conversation",
          "moderation",
          "content_filters",
          "billing",
          "tool_usage");

  private static final Set<String> PLAIN_USAGE =
      Set.of(
          "input_tokens",
          "input_tokens_details",
          "output_tokens",
          "output_tokens_details",
          "total_tokens");

  private AnswerReader() {}

  /// A whole answer.
  ///
  /// @throws Failed `PROVIDER_FAULT` where it is none
  static List<StreamEvent> read(Obj response) {
    List<StreamEvent> events = new ArrayList<>();
    boolean isFailed =
        response.is("status", "failed")
            || response.is("status", "cancelled")
            || (response.arr("output") == null && response.has("error"));
    if (!isFailed && response.arr("output") == null) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT,
          "the provider's answer is no response object with an output");
    }
    Started started = started(response);
    events.add(started);
    if (isFailed) {
      events.add(broken(response));
      return events;
    }
    List<Part> parts = new ArrayList<>();
    for (Obj item : response.list("output").objects()) {
      parts.addAll(ItemReader.parts(item, !response.isFalse("store")));
    }
    for (int index = 0; index < parts.size(); index++) {
      Part part =
          parts.get(index) instanceof Part.ToolCall call
              ? ItemReader.identified(call, started.id(), index)
              : parts.get(index);
      events.add(new PartStarted(index, part));
      events.add(new PartEnded(index));
    }
    events.add(finished(response, calls(parts), refuses(parts)));
    return events;
  }

  private static boolean calls(List<Part> parts) {
    return parts.stream().anyMatch(Part.ToolCall.class::isInstance);
  }

  private static boolean refuses(List<Part> parts) {
    return parts.stream().anyMatch(Part.Refusal.class::isInstance);
  }

  static Started started(Obj response) {
    return new Started(response.text("id", ""), response.text("model", ""), null, Extras.NONE);
  }

  /// How a response that did not fail ended.
  ///
  /// @param calls whether it calls a tool of the client
  /// @param refuses whether it refuses in words
  static Finished finished(Obj response, boolean calls, boolean refuses) {
    return new Finished(reason(response, calls, refuses), null, usage(response), extras(response));
  }

  private static FinishReason reason(Obj response, boolean calls, boolean refuses) {
    return switch (response.text("status", "completed")) {
      case "incomplete" ->
          switch (incompleteReason(response)) {
            case "max_output_tokens", "max_tokens" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case FinishWords.PAUSE -> FinishReason.PAUSE;
            default -> FinishReason.OTHER;
          };
      case "completed" -> {
        if (calls) {
          yield FinishReason.TOOL_CALLS;
        }
        yield refuses ? FinishReason.REFUSAL : FinishReason.STOP;
      }
      default -> FinishReason.OTHER;
    };
  }

  static String incompleteReason(Obj response) {
    Obj details = response.obj("incomplete_details");
    return details == null ? "" : details.text("reason", "");
  }

  /// The words that the reasons of the vocabulary cannot give again, and all that is [#KEPT].
  private static Extras extras(Obj response) {
    ObjBuilder extras = Json.obj();
    String status = response.text("status", "completed");
    if (!status.equals("completed") && !status.equals("incomplete")) {
      extras.put("status", status);
    }
    Obj details = response.obj("incomplete_details");
    if (details != null) {
      extras.put("incomplete_details", details);
    }
    for (String name : KEPT) {
      Json value = response.get(name);
      if (value != null && !(value instanceof Null)) {
        extras.put(name, value);
      }
    }
    Obj usage = response.obj("usage");
    if (usage != null
        && usage.members().stream().anyMatch(member -> !PLAIN_USAGE.contains(member.name()))) {
      extras.put("usage", usage);
    }
    return Extras.of(ResponsesFormat.NAME, extras.build());
  }

  /// The usage that a response tells, or null. `input_tokens` includes what the cache holds.
  static @Nullable Usage usage(Obj response) {
    Obj usage = response.obj("usage");
    if (usage == null) {
      return null;
    }
    Obj input = usage.obj("input_tokens_details");
    Obj output = usage.obj("output_tokens_details");
    return new Usage(
        usage.number("input_tokens", 0),
        usage.number("output_tokens", 0),
        input == null ? 0 : input.number("cached_tokens", 0),
        input == null ? 0 : input.number("cache_write_tokens", 0),
        0,
        output == null ? 0 : output.number("reasoning_tokens", 0));
  }

  /// How a response that failed or was cancelled ended.
  static Broken broken(Obj response) {
    Json error = response.get("error");
    Failure failure =
        error instanceof Obj said
            ? OpenAiErrors.inBand(said)
            : Failure.coded(
                response.text("status", "failed"),
                Failure.Kind.PROVIDER_FAULT,
                "the provider's answer was " + response.text("status", "failed"));
    return new Broken(failure, usage(response));
  }
}
