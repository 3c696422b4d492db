package dev.bifrost.chat;

import java.util.List;

/// What a client asks of a model.
///
/// @param model the name as it stood in the request; a prefix such as `openai/` is not yet taken
///   off
/// @param messages the conversation, oldest first; system and developer messages stand where they
///   stood
/// @param tools what the model may call
/// @param settings how the answer is to be made
/// @param stream whether the answer is to be streamed
/// @param extras members of the request that have no word here
public record ChatRequest(
    String model,
    List<Message> messages,
    Toolbox tools,
    Settings settings,
    boolean stream,
    Extras extras) {
  public ChatRequest {
    messages = List.copyOf(messages);
  }

  /// The same request for another model.
  public ChatRequest withModel(String other) {
    return new ChatRequest(other, messages, tools, settings, stream, extras);
  }

  /// The same request with other messages.
  public ChatRequest withMessages(List<Message> others) {
    return new ChatRequest(model, others, tools, settings, stream, extras);
  }

  /// The same request with other tools.
  public ChatRequest withTools(Toolbox others) {
    return new ChatRequest(model, messages, others, settings, stream, extras);
  }
}
