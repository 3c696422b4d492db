package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Understands a whole request. Without state.
final class RequestReader {
  /// The type that marks the extras of the message that `instructions` became; no item has it.
  static final String INSTRUCTIONS = "instructions";

  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "stream",
          "input",
          INSTRUCTIONS,
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "temperature",
          "top_p",
          "top_k",
          "seed",
          "stop",
          "frequency_penalty",
          "presence_penalty",
          "max_output_tokens",
          "reasoning",
          "text",
          "user",
          "prompt_cache_key",
          "service_tier",
          "store",
          "metadata");

  private RequestReader() {}

  static ChatRequest read(Obj body) {
    Fields request = new Fields(body, Place.ROOT);
    List<Message> messages = new ArrayList<>();
    List<Tool> tools = new ArrayList<>();
    ObjBuilder extras = Json.obj().putAll(request.others(KNOWN));
    instructions(request, messages);
    ToolReader.read(request.list("tools"), request.place().member("tools"), tools);
    InputReader input = new InputReader(messages, tools);
    input.read(request);
    Settings settings = SettingsReader.read(request, input.effort(), extras);
    ToolChoice choice = ToolReader.choice(request);
    if (choice == null && request.present("tool_choice") instanceof Obj form) {
      extras.put("tool_choice", form);
    }
    return new ChatRequest(
        request.required("model").value(),
        messages,
        new Toolbox(tools, choice, request.bool("parallel_tool_calls")),
        settings,
        Boolean.TRUE.equals(request.bool("stream")),
        InputReader.own(extras.build()));
  }

  private static void instructions(Fields request, List<Message> messages) {
    switch (request.present(INSTRUCTIONS)) {
      case null -> {}
      case Str text -> {
        Obj mark = Json.obj().put("type", INSTRUCTIONS).build();
        messages.add(
            new Message(Message.Role.SYSTEM, List.of(new Part.Text(text)), InputReader.own(mark)));
      }
      default -> request.refuse(INSTRUCTIONS, "a string");
    }
  }
}
