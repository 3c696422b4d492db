package dev.bifrost.chat;

import java.util.List;

/// One message of a conversation. Results of tools are parts of user messages.
///
/// @param role who speaks
/// @param parts what is said, in order
/// @param extras members of the message that have no word here
public record Message(Role role, List<Part> parts, Extras extras) {
  /// Who speaks. Where a format knows no `DEVELOPER` it is as `SYSTEM`.
  public enum Role {
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT
  }

  public Message {
    parts = List.copyOf(parts);
  }

  /// A message without extras.
  public static Message of(Role role, List<Part> parts) {
    return new Message(role, parts, Extras.NONE);
  }

  /// The same message with other parts.
  public Message withParts(List<Part> others) {
    return new Message(role, others, extras);
  }
}
