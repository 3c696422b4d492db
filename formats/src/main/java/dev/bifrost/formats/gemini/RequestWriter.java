package dev.bifrost.formats.gemini;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.ToolNames;
import dev.bifrost.wire.Turns;
import dev.bifrost.wire.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes a whole request. The model and whether to stream stand in the path, which the engine
/// builds.
final class RequestWriter {
  /// What Google accepts as a function's name (the interface definition, 2026-08-22; newer
  /// descriptions allow 128 characters).
  private static final ToolNames.Rules NAMES = new ToolNames.Rules(64, ".:", false, false);

  private static final Str OPENING = Str.of("<system-reminder>\n");
  private static final Str CLOSING = Str.of("\n</system-reminder>");
  private static final Str BEGINNING = Str.of("(The conversation begins with your message.)");

  /// Members of other formats' requests that are for the client or the provider's books and change
  /// nothing in the answer.
  private static final Set<String> HARMLESS =
      Set.of(
          "user",
          "metadata",
          "store",
          "background",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "client_metadata",
          "include",
          "context_management",
          "service_tier",
          "inference_geo",
          "stream_options",
          "anthropic_beta",
          "anthropic_version",
          "betas");

  private final ChatRequest request;
  private final SchemaDialect schemas;
  private final ModelTraits traits;
  private final ToolNames names;
  private final Losses losses = new Losses();

  private RequestWriter(ChatRequest request, SchemaDialect schemas) {
    this.request = request;
    this.schemas = schemas;
    this.traits = ModelTraits.of(request.model());
    this.names = ToolNames.of(request, NAMES);
  }

  static Written write(ChatRequest request, SchemaDialect schemas) {
    return new RequestWriter(request, schemas).written();
  }

  private Written written() {
    List<Json> system = new ArrayList<>();
    List<Message> turns = Turns.mended(turns(system));
    List<Json> contents = new ContentWriter(names, traits, losses).contents(beginning(turns));
    ObjBuilder body = Json.obj();
    if (contents.isEmpty()) {
      // Google wants something to answer.
      body.put("contents", Json.of(List.of(content(system))));
    } else {
      body.put("contents", Json.of(contents));
      if (!system.isEmpty()) {
        body.put(
            Field.SYSTEM_INSTRUCTION.camel(), Json.obj().put("parts", Json.of(system)).build());
      }
    }
    ToolsWriter tools = new ToolsWriter(names, schemas, losses);
    List<Json> offered = tools.tools(request);
    if (!offered.isEmpty()) {
      body.put("tools", Json.of(offered));
    }
    put(body, Field.TOOL_CONFIG, tools.config(request));
    put(body, Field.GENERATION_CONFIG, new SettingsWriter(traits, schemas, losses).write(request));
    extras(body);
    return new Written(body.build(), losses.list(), names);
  }

  private static void put(ObjBuilder body, Field field, Obj value) {
    if (!value.isEmpty()) {
      body.put(field.camel(), value);
    }
  }

  private static Obj content(List<Json> parts) {
    List<Json> said = parts.isEmpty() ? List.of(PartWriter.text(BEGINNING)) : parts;
    return Json.obj().put("role", "user").put("parts", Json.of(said)).build();
  }

  /// The conversation without the system messages before the first turn, which go to `system`;
  /// those that stand later become reminders in the user's turn, in their place, so that the prompt
  /// before them stays the same.
  private List<Message> turns(List<Json> system) {
    List<Message> turns = new ArrayList<>(request.messages().size());
    for (Message message : request.messages()) {
      boolean isSystem = message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
      if (!isSystem) {
        turns.add(message);
      } else if (turns.isEmpty()) {
        instruct(message, system);
      } else {
        turns.add(reminder(message));
      }
    }
    return turns;
  }

  private void instruct(Message message, List<Json> system) {
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text(Str text, var _) -> {
          if (!text.isBlank()) {
            system.add(PartWriter.text(text));
          }
        }
        case Part.CachePoint _ -> {}
        default -> losses.add("system." + kind(part), "Gemini's instruction holds only texts");
      }
    }
  }

  private static String kind(Part part) {
    return part instanceof Part.Unknown(String what, var _)
        ? what
        : part.getClass().getSimpleName();
  }

  private static Message reminder(Message message) {
    List<Part> parts = new ArrayList<>(message.parts().size());
    for (Part part : message.parts()) {
      boolean said = part instanceof Part.Text(Str text, var _) && !text.isBlank();
      if (said && part instanceof Part.Text(Str text, var _)) {
        parts.add(new Part.Text(Str.join(List.of(OPENING, text, CLOSING))));
      } else {
        parts.add(part);
      }
    }
    return Message.of(Role.USER, parts);
  }

  /// Google wants a user's turn first.
  private static List<Message> beginning(List<Message> turns) {
    if (turns.isEmpty() || turns.getFirst().role() != Role.ASSISTANT) {
      return turns;
    }
    List<Message> all = new ArrayList<>(turns.size() + 1);
    all.add(Message.of(Role.USER, List.of(new Part.Text(BEGINNING))));
    all.addAll(turns);
    return all;
  }

  private void extras(ObjBuilder body) {
    Extras extras = request.extras();
    boolean own = GeminiFormat.NAME.equals(extras.format());
    for (Member extra : extras.members().members()) {
      String name = extra.name();
      if (own && !name.startsWith("generationConfig.") && !name.startsWith("toolConfig.")) {
        body.put(name, extra.value());
      } else if (!own && !HARMLESS.contains(name) && !saysOne(name, extra.value())) {
        losses.add(name, "Gemini has no such setting");
      }
    }
  }

  private static boolean saysOne(String name, Json value) {
    return name.equals("n") && value instanceof Num number && number.longValue() == 1;
  }
}
