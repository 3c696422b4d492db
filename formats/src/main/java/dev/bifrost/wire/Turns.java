package dev.bifrost.wire;

import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import java.util.ArrayList;
import java.util.List;

/// Mends a conversation so that every vendor's rules of turns hold. Only what is written in another
/// format is mended; a conversation in the client's own format passes as it came.
public final class Turns {
  private Turns() {}

  /// The conversation with these rules made true. It follows from the messages alone, so it is the
  /// same in every turn; a conversation in which they hold already comes back equal.
  ///
  /// - Every call has exactly one result, and the results stand first in the user message right
  ///   after the assistant message of the calls, in the order of the calls. The first result of a
  ///   call counts, later ones go. A call without one gets an error that says so, the calls of a
  ///   last assistant message too: no vendor accepts a conversation that ends in an open call. A
  ///   result without its call becomes a text of the user message that quotes it.
  /// - No two calls have the same id: the second `x` becomes `x_2`, its result with it.
  /// - No text is empty or only white space, no message is empty.
  /// - No two messages of users, or of assistants, follow one another directly; the merged message
  ///   keeps the extras of the first that has some. System and developer messages stay where they
  ///   are, but behind the results where they stood between a call and its result. A format that
  ///   takes them out of the conversation does that before.
  /// - A cache point follows the part it marks; that of a part that went marks the part before.
  public static List<Message> mended(List<Message> messages) {
    return tidy(new TurnPairing().paired(tidy(messages)));
  }

  /// Without blank texts, stray cache points and empty messages, and merged.
  private static List<Message> tidy(List<Message> messages) {
    List<Message> tidied = new ArrayList<>(messages.size());
    for (Message message : messages) {
      List<Part> parts = withoutBlanks(message.parts());
      if (parts.isEmpty()) {
        continue;
      }
      if (!tidied.isEmpty() && merges(tidied.getLast().role(), message.role())) {
        tidied.set(tidied.size() - 1, merged(tidied.getLast(), parts, message.extras()));
      } else {
        tidied.add(message.withParts(parts));
      }
    }
    return tidied;
  }

  private static List<Part> withoutBlanks(List<Part> parts) {
    List<Part> kept = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        kept.add(
            new Part.ToolResult(
                result.callId(), withoutBlanks(result.content()), result.isError(), result.tool()));
      } else if (!isBlank(part) && !isStray(part, kept)) {
        kept.add(part);
      }
    }
    return kept;
  }

  private static boolean isBlank(Part part) {
    return part instanceof Part.Text text && text.text().isBlank();
  }

  private static boolean isStray(Part part, List<Part> before) {
    return part instanceof Part.CachePoint
        && (before.isEmpty() || before.getLast() instanceof Part.CachePoint);
  }

  private static boolean merges(Message.Role first, Message.Role second) {
    return first == second && (first == Message.Role.USER || first == Message.Role.ASSISTANT);
  }

  private static Message merged(Message first, List<Part> more, Extras extras) {
    List<Part> parts = new ArrayList<>(first.parts());
    parts.addAll(more);
    boolean plain = first.extras().members().isEmpty();
    return new Message(first.role(), parts, plain ? extras : first.extras());
  }
}
