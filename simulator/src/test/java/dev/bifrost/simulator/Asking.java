package dev.bifrost.simulator;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests for tests, in no dialect.
final class Asking {
  private static final Num ENOUGH = Json.of(100_000);

  private Asking() {}

  /// A question of one text.
  static ChatRequest text(String model, String text) {
    return new ChatRequest(
        model,
        List.of(Message.of(Role.USER, List.of(new Part.Text(Str.of(text))))),
        Toolbox.EMPTY,
        settings(ENOUGH, null, null),
        false,
        Extras.NONE);
  }

  static ChatRequest streamed(ChatRequest request, boolean stream) {
    return new ChatRequest(
        request.model(),
        request.messages(),
        request.tools(),
        request.settings(),
        stream,
        request.extras());
  }

  static ChatRequest thinking(ChatRequest request) {
    Thinking thinking = new Thinking(Thinking.Mode.ON, Thinking.Effort.LOW, 2_048L, null);
    return with(request, settings(ENOUGH, thinking, null));
  }

  static ChatRequest shaped(ChatRequest request, Obj schema) {
    return with(
        request,
        settings(
            ENOUGH,
            null,
            new Settings.OutputShape.JsonSchema(Str.of("shape"), null, schema, null)));
  }

  private static ChatRequest with(ChatRequest request, Settings settings) {
    return new ChatRequest(
        request.model(),
        request.messages(),
        request.tools(),
        settings,
        request.stream(),
        request.extras());
  }

  private static Settings settings(
      Num limit, @Nullable Thinking thinking, Settings.@Nullable OutputShape shape) {
    return new Settings(
        Settings.Sampling.NONE,
        new Settings.Limits(limit, List.of()),
        thinking,
        shape,
        Settings.Handling.NONE);
  }

  static ChatRequest withTools(ChatRequest request, Tool... tools) {
    return request.withTools(new Toolbox(List.of(tools), null, null));
  }

  /// A function of one required text.
  static Tool function(String name, String argument) {
    Obj schema =
        (Obj)
            Json.parse(
                """
                {"type":"object","properties":{"%s":{"type":"string"}},"required":["%s"]}\
                """
                    .formatted(argument, argument));
    return new Tool.Function(
        ToolName.function(name), Str.of("Does " + name), schema, Tool.Options.NONE);
  }

  /// The request with the answer and a result for each of its calls.
  static ChatRequest then(ChatRequest request, ChatResponse answer, String result) {
    List<Message> messages = new ArrayList<>(request.messages());
    messages.add(Message.of(Role.ASSISTANT, answer.parts()));
    List<Part> results = new ArrayList<>();
    for (Part.ToolCall call : calls(answer)) {
      Part text = new Part.Text(Str.of(result));
      results.add(new Part.ToolResult(call.id(), List.of(text), false, call.tool()));
    }
    messages.add(Message.of(Role.USER, results));
    return request.withMessages(messages);
  }

  static List<Part.ToolCall> calls(ChatResponse answer) {
    return answer.parts().stream()
        .filter(Part.ToolCall.class::isInstance)
        .map(Part.ToolCall.class::cast)
        .toList();
  }

  static String text(ChatResponse answer) {
    StringBuilder text = new StringBuilder();
    for (Part part : answer.parts()) {
      if (part instanceof Part.Text said) {
        text.append(said.text().value());
      }
    }
    return text.toString();
  }

  static String thought(ChatResponse answer) {
    StringBuilder text = new StringBuilder();
    for (Part part : answer.parts()) {
      if (part instanceof Part.Reasoning thought) {
        text.append(thought.text().value());
      }
    }
    return text.toString();
  }

  static String argument(Part.ToolCall call, String name) {
    return call.arguments().asObject().text(name, "");
  }

  static String freeText(Part.ToolCall call) {
    return switch (call.arguments()) {
      case Arguments.Text(Str text) -> text.value();
      case Arguments.Whole whole -> whole.object().text();
    };
  }
}
