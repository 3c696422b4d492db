package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.CallIds;
import dev.bifrost.wire.ToolNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes mended messages as contents. One request, one thread.
final class ContentWriter {
  private static final int MAX_ID_LENGTH = 64;

  private final ToolNames names;
  private final boolean wantsSignatures;
  private final Losses losses;
  private final Map<String, String> calledNames = new HashMap<>();
  private final Map<String, String> writtenIds = new HashMap<>();
  private int calls;

  ContentWriter(ToolNames names, ModelTraits traits, Losses losses) {
    this.names = names;
    this.wantsSignatures = traits.wantsSignatures();
    this.losses = losses;
  }

  /// The contents of users and model; a content in which nothing is left is left out.
  List<Json> contents(List<Message> messages) {
    List<Json> contents = new ArrayList<>(messages.size());
    for (Message message : messages) {
      List<Json> parts = parts(message);
      if (!parts.isEmpty()) {
        contents.add(
            Json.obj()
                .put("role", message.role() == Role.ASSISTANT ? "model" : "user")
                .put("parts", Json.of(parts))
                .putAll(message.extras().in(GeminiFormat.NAME))
                .build());
      }
    }
    return contents;
  }

  private List<Json> parts(Message message) {
    SignedParts parts = new SignedParts();
    boolean calling = false;
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolCall call) {
        call(call, wantsSignatures && !calling, parts);
        calling = true;
      } else {
        part(part, parts);
      }
    }
    parts.flush();
    return parts.take();
  }

  private void part(Part part, SignedParts parts) {
    switch (part) {
      case Part.Text(Str text, var _) -> parts.add(PartWriter.text(text));
      case Part.Refusal(Str text) -> parts.add(PartWriter.text(text));
      case Part.Image image -> medium(PartWriter.image(image), parts);
      case Part.Audio audio -> medium(PartWriter.audio(audio), parts);
      case Part.Document document -> medium(PartWriter.document(document), parts);
      case Part.Reasoning reasoning -> reasoning(reasoning, parts);
      case Part.ToolCall call -> call(call, false, parts);
      case Part.ToolResult result -> result(result, parts);
      case Part.ServerToolCall server -> own(server.raw(), server.kind().name(), parts);
      case Part.ServerToolResult server -> own(server.raw(), server.kind().name(), parts);
      case Part.Unknown(String what, Part.Raw raw) -> own(raw, what, parts);
      // Gemini caches prompts by itself.
      case Part.CachePoint _ -> {}
    }
  }

  private void medium(@Nullable Obj written, SignedParts parts) {
    if (written == null) {
      losses.add("messages.file_id", "the file lies with another provider");
    } else {
      parts.add(written);
    }
  }

  /// Own thoughts go back, and the seal to the part it came on; another model's thoughts stay
  /// behind.
  private static void reasoning(Part.Reasoning reasoning, SignedParts parts) {
    var seal = reasoning.signature();
    if (seal != null && !seal.format().equals(GeminiFormat.NAME)) {
      return;
    }
    if (!reasoning.text().isEmpty()) {
      parts.add(PartWriter.thought(reasoning.text()));
    }
    if (seal != null) {
      parts.seal(seal.value());
    }
  }

  private void call(Part.ToolCall call, boolean mustBeSealed, SignedParts parts) {
    String name = names.outgoing(call.tool());
    calledNames.put(call.id(), name);
    boolean made = call.id().equals(ToolIds.made(calls++, call.tool().name()));
    String id = made ? null : CallIds.fitting(call.id(), MAX_ID_LENGTH, false);
    if (id != null) {
      writtenIds.put(call.id(), id);
    }
    Obj written = PartWriter.call(id, name, names.outgoing(call.tool(), call.arguments()));
    if (mustBeSealed) {
      parts.addSealed(written, Seals.PLACEHOLDER);
    } else {
      parts.add(written);
    }
  }

  /// Media stand right behind the result: inside it only the newest models take them.
  private void result(Part.ToolResult result, SignedParts parts) {
    String called = calledNames.get(result.callId());
    if (called == null) {
      called = result.tool() == null ? "unknown" : names.outgoing(result.tool());
    }
    Obj response =
        Json.obj()
            .putIfPresent("id", writtenIds.get(result.callId()))
            .put("name", called)
            .put("response", ToolOutput.write(result))
            .build();
    parts.add(Json.obj().put(Field.FUNCTION_RESPONSE.camel(), response).build());
    for (Part part : result.content()) {
      switch (part) {
        case Part.Image image -> medium(PartWriter.image(image), parts);
        case Part.Audio audio -> medium(PartWriter.audio(audio), parts);
        case Part.Document document -> medium(PartWriter.document(document), parts);
        case Part.Unknown(var _, Part.Raw raw) -> {
          Obj own = PartWriter.own(raw);
          if (own != null) {
            parts.add(own);
          }
        }
        default -> {}
      }
    }
  }

  private void own(Part.Raw raw, String what, SignedParts parts) {
    Obj own = PartWriter.own(raw);
    if (own != null) {
      parts.add(own);
    } else if (!raw.format().equals(GeminiFormat.NAME)) {
      String type = raw.value() instanceof Obj block ? block.text("type", what) : what;
      losses.add("messages." + type, "Gemini has no such part");
    }
  }
}
