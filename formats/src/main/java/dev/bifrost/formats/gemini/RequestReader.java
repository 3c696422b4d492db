package dev.bifrost.formats.gemini;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a whole request; model and streaming stand in its path.
final class RequestReader {
  private static final String MODELS = "models/";

  private RequestReader() {}

  /// The little that routing needs. Where the path names no model, the body's `model` counts.
  static RequestHead head(Obj body, PathFacts path) {
    String model = path.model();
    if (model == null) {
      Str named = Place.of("model").string(Field.present(body, "model"));
      model = named == null ? "" : named.value();
      model = model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
    }
    if (model.isEmpty()) {
      throw Failed.at(
          "model",
          Failure.Kind.BAD_REQUEST,
          "the model is missing: it stands in the path, as in models/MODEL:generateContent");
    }
    return new RequestHead(model, path.stream());
  }

  static ChatRequest read(Obj body, PathFacts path) {
    RequestHead head = head(body, path);
    ObjBuilder extras = Json.obj();
    List<Message> messages = new ArrayList<>();
    ContentReader contents = new ContentReader();
    Place systemPlace = Place.of(Field.SYSTEM_INSTRUCTION.camel());
    Obj system = system(systemPlace, Field.SYSTEM_INSTRUCTION.of(body));
    if (system != null) {
      Message said = contents.message(system.without("role"), systemPlace);
      messages.add(new Message(Role.SYSTEM, said.parts(), said.extras()));
    }
    Place place = Place.of("contents");
    List<Obj> turns = place.objects(Field.present(body, "contents"));
    for (int i = 0; i < turns.size(); i++) {
      Message message = contents.message(turns.get(i), place.at(i));
      messages.add(i == 0 ? message : withoutMediaOfResult(message, messages));
    }
    Toolbox tools = ToolsReader.read(body, extras);
    Settings settings = SettingsReader.read(body, extras);
    for (Member member : body.members()) {
      if (!isKnown(member.key()) && member.value() != Null.NULL) {
        extras.put(member.name(), member.value());
      }
    }
    return new ChatRequest(
        head.model(),
        messages,
        tools,
        settings,
        head.stream(),
        Extras.of(GeminiFormat.NAME, extras.build()));
  }

  /// Some clients put the file that a tool gave into a content of its own, right behind the
  /// result's: it goes to the result, as one beside it in the same content does.
  private static Message withoutMediaOfResult(Message message, List<Message> before) {
    int media = 0;
    while (media < message.parts().size() && isMedium(message.parts().get(media))) {
      media++;
    }
    List<Part> parts = before.getLast().parts();
    boolean follows =
        message.role() == Role.USER && before.getLast().role() == Role.USER && !parts.isEmpty();
    if (media == 0 || !follows || !(parts.getLast() instanceof Part.ToolResult result)) {
      return message;
    }
    List<Part> content = new ArrayList<>(result.content());
    content.addAll(message.parts().subList(0, media));
    List<Part> changed = new ArrayList<>(parts.subList(0, parts.size() - 1));
    changed.add(new Part.ToolResult(result.callId(), content, result.isError(), result.tool()));
    before.set(before.size() - 1, before.getLast().withParts(changed));
    return message.withParts(message.parts().subList(media, message.parts().size()));
  }

  static boolean isMedium(Part part) {
    return part instanceof Part.Image
        || part instanceof Part.Audio
        || part instanceof Part.Document;
  }

  private static boolean isKnown(Str key) {
    return key.is("contents")
        || key.is("tools")
        || key.is("model")
        || Field.SYSTEM_INSTRUCTION.names(key)
        || Field.TOOL_CONFIG.names(key)
        || Field.GENERATION_CONFIG.names(key);
  }

  /// SDKs also let the instruction be a text.
  private static @Nullable Obj system(Place place, @Nullable Json value) {
    return value instanceof Str text
        ? Json.obj().put("parts", Json.obj().put("text", text).build()).build()
        : place.object(value);
  }
}
