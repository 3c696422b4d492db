package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the contents of a request. One conversation, one thread.
final class ContentReader {
  private final ToolIds ids = ToolIds.ofConversation();

  /// The message that a content is.
  Message message(Obj content, Place place) {
    Role role = role(content, place);
    List<Obj> parts = place.in("parts").objects(Field.present(content, "parts"));
    List<Part> read = new ArrayList<>(parts.size());
    Set<Str> answeredHere = role == Role.ASSISTANT ? answered(parts) : Set.of();
    for (int i = 0; i < parts.size(); i++) {
      Obj part = parts.get(i);
      Obj call = answeredHere.isEmpty() ? null : Field.FUNCTION_CALL.obj(part);
      Str name = call == null ? null : call.str("name");
      if (call != null && name != null && answeredHere.contains(name)) {
        seal(part, read);
        read.add(serverCall(part, call));
      } else {
        part(part, role, place.in("parts").at(i), read);
      }
    }
    return new Message(role, read, Extras.of(GeminiFormat.NAME, content.without("role", "parts")));
  }

  /// `function` is the older name of the role of results; Vertex says what the others are.
  private static Role role(Obj content, Place place) {
    Str role = place.in("role").string(Field.present(content, "role"));
    return switch (role == null ? "user" : role.value()) {
      case "user", "function", "tool", "" -> Role.USER;
      case "model", "assistant" -> Role.ASSISTANT;
      case "system" -> Role.SYSTEM;
      default -> throw place.in("role").wrong("one of: user, model");
    };
  }

  private void part(Obj part, Role role, Place place, List<Part> read) {
    seal(part, read);
    Str text = place.in("text").string(Field.present(part, "text"));
    Obj call = place.in(Field.FUNCTION_CALL).object(Field.FUNCTION_CALL.of(part));
    Obj response = place.in(Field.FUNCTION_RESPONSE).object(Field.FUNCTION_RESPONSE.of(part));
    if (text != null) {
      text(part, text, read);
    } else if (call != null) {
      read.add(call(call, place.in(Field.FUNCTION_CALL)));
    } else if (response != null) {
      read.add(response(part, response, role, place.in(Field.FUNCTION_RESPONSE)));
    } else if (!isOnlySeal(part)) {
      whole(PartReader.whole(part, ids), role, read);
    }
  }

  /// A signature stands for reasoning before its part; an unsigned thought right before it is the
  /// reasoning it seals.
  private static void seal(Obj part, List<Part> read) {
    Str signature = Field.THOUGHT_SIGNATURE.str(part);
    if (signature == null || signature.isEmpty() || Seals.isPlaceholder(signature)) {
      return;
    }
    Part.Reasoning seal = Seals.arriving(signature);
    if (!read.isEmpty()
        && read.getLast() instanceof Part.Reasoning(Str thought, var sealed)
        && sealed == null) {
      Str own = seal.text().isEmpty() ? thought : seal.text();
      read.set(read.size() - 1, new Part.Reasoning(own, seal.signature()));
    } else {
      read.add(seal);
    }
  }

  private static boolean isOnlySeal(Obj part) {
    for (Member member : part.members()) {
      if (!member.key().is("thought") && !Field.THOUGHT_SIGNATURE.names(member.key())) {
        return false;
      }
    }
    return true;
  }

  private static void text(Obj part, Str text, List<Part> read) {
    if (part.isTrue("thought")) {
      read.add(new Part.Reasoning(text, null));
    } else if (!text.isEmpty() || Field.THOUGHT_SIGNATURE.of(part) == null) {
      read.add(new Part.Text(text));
    }
  }

  private Part call(Obj call, Place place) {
    String name = name(call, place);
    Obj args = place.in("args").object(Field.present(call, "args"));
    return new Part.ToolCall(
        ids.call(call.text("id"), name),
        ToolName.function(name),
        new Arguments.Whole(args == null ? Obj.empty() : args));
  }

  private Part response(Obj part, Obj response, Role role, Place place) {
    String name = name(response, place);
    if (role == Role.ASSISTANT) {
      String id = ids.serverResult(response.text("id"));
      return new Part.ServerToolResult(id, ServerToolKind.MCP, List.of(), PartReader.raw(part));
    }
    Obj said = place.in("response").object(Field.present(response, "response"));
    List<Part> content = new ArrayList<>();
    boolean isError = ToolOutput.read(said == null ? Obj.empty() : said, name, content);
    for (Obj medium : place.in("parts").objects(Field.present(response, "parts"))) {
      content.add(PartReader.whole(medium, ids));
    }
    return new Part.ToolResult(
        ids.result(response.text("id"), name), content, isError, ToolName.function(name));
  }

  /// Media right behind a result belong to it: older models take none inside, so clients (Gemini
  /// CLI among them) put them beside.
  private static void whole(Part part, Role role, List<Part> read) {
    if (RequestReader.isMedium(part)
        && role == Role.USER
        && !read.isEmpty()
        && read.getLast() instanceof Part.ToolResult result) {
      List<Part> content = new ArrayList<>(result.content());
      content.add(part);
      read.set(
          read.size() - 1,
          new Part.ToolResult(result.callId(), content, result.isError(), result.tool()));
    } else {
      read.add(part);
    }
  }

  /// The functions whose result stands in the same content of the model: those the provider ran
  /// (its own MCP servers).
  private static Set<Str> answered(List<Obj> parts) {
    Set<Str> names = new HashSet<>();
    for (Obj part : parts) {
      Obj response = Field.FUNCTION_RESPONSE.obj(part);
      Str name = response == null ? null : response.str("name");
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private Part serverCall(Obj part, Obj call) {
    Obj args = call.obj("args");
    return new Part.ServerToolCall(
        ids.serverCall(call.text("id")),
        ServerToolKind.MCP,
        args == null ? Obj.empty() : args,
        PartReader.raw(part));
  }

  private static String name(Obj holder, Place place) {
    Str name = place.in("name").string(Field.present(holder, "name"));
    return name == null ? "" : name.value();
  }
}
