package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.CallIds;
import dev.bifrost.wire.Losses;
import dev.bifrost.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes messages. One of ours may become several: each tool result is a message of its own, and
/// since those carry only text, pictures and documents among results follow in a message of the
/// user.
final class MessageWriter {
  /// Chat Completions takes ids of 40 characters.
  private static final int MAX_ID = 40;

  /// What the content of an assistant's message cannot carry.
  private static final Set<String> MEDIA = Set.of("image_url", "input_audio", "file");

  private final ToolNames names;
  private final Losses losses;

  MessageWriter(ToolNames names, Losses losses) {
    this.names = names;
    this.losses = losses;
  }

  void write(Message message, List<Obj> out) {
    switch (message.role()) {
      case SYSTEM, DEVELOPER -> plain("system", message.parts(), out);
      case ASSISTANT -> out.add(assistant(message.parts()));
      case USER -> user(message.parts(), out);
    }
  }

  /// A message of which nothing can be said here is left out.
  private void plain(String role, List<Part> parts, List<Obj> out) {
    List<Obj> content = parts(parts);
    if (!content.isEmpty()) {
      out.add(Json.obj().put("role", role).put("content", content(content)).build());
    }
  }

  /// A single text stands as it is; everything else is a list of parts.
  private static Json content(List<Obj> content) {
    return content.size() == 1 && content.getFirst().is("type", "text")
        ? content.getFirst().members().get(1).value()
        : Json.of(content);
  }

  private List<Obj> parts(List<Part> parts) {
    List<Obj> content = new ArrayList<>();
    for (Part part : parts) {
      Obj written = ContentParts.write(part);
      if (written != null) {
        content.add(written);
      } else {
        lost(part);
      }
    }
    return content;
  }

  private void lost(Part part) {
    switch (part) {
      case Part.Unknown unknown ->
          losses.add(unknown.what(), "Chat Completions has no counterpart");
      case Part.Audio _ ->
          losses.add("input_audio", "only sound in the request itself can be sent");
      case Part.Image _ -> losses.add("image", "the picture was uploaded to another provider");
      case Part.Document _ ->
          losses.add("document", "only a document in the request itself can be sent");
      case Part.Text _,
          Part.Refusal _,
          Part.Reasoning _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _ -> {}
    }
  }

  private void user(List<Part> parts, List<Obj> out) {
    List<Part> said = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        out.add(result(result, said));
      } else {
        said.add(part);
      }
    }
    plain("user", said, out);
  }

  private Obj result(Part.ToolResult result, List<Part> said) {
    List<Str> texts = new ArrayList<>();
    List<Part> shown = new ArrayList<>();
    for (Part part : result.content()) {
      switch (part) {
        case Part.Text text -> texts.add(text.text());
        case Part.Image _, Part.Document _, Part.Audio _ -> shown.add(part);
        default -> lost(part);
      }
    }
    String id = CallIds.fitting(result.callId(), MAX_ID, false);
    if (!shown.isEmpty()) {
      texts.add(Str.of("(See the attachment in the next message.)"));
      said.add(new Part.Text(Str.of("Attachment of the tool result " + id + ":")));
      said.addAll(shown);
    }
    if (result.isError()) {
      texts.addFirst(Str.of("Error: "));
    }
    Str text = texts.isEmpty() ? Str.EMPTY : Str.join(spaced(texts));
    return Json.obj().put("role", "tool").put("tool_call_id", id).put("content", text).build();
  }

  private static List<Str> spaced(List<Str> texts) {
    List<Str> spaced = new ArrayList<>();
    for (Str text : texts) {
      if (!spaced.isEmpty()) {
        spaced.add(Str.of("\n"));
      }
      spaced.add(text);
    }
    return spaced;
  }

  private Obj assistant(List<Part> parts) {
    List<Part> said = new ArrayList<>();
    List<Obj> calls = new ArrayList<>();
    List<Obj> details = new ArrayList<>();
    List<Str> thoughts = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.ToolCall call ->
            calls.add(
                Calls.write(
                    CallIds.fitting(call.id(), MAX_ID, false),
                    names.outgoing(call.tool()),
                    ToolName.Kind.FUNCTION,
                    names.outgoing(call.tool(), call.arguments())));
        case Part.Reasoning(Str text, Signature seal) -> {
          boolean own = seal != null && seal.format().equals(ChatFormat.NAME);
          if (own) {
            details.add(ReasoningDetails.entry(text, seal, details.size()));
          }
          if ((own || seal == null) && !text.isEmpty()) {
            thoughts.add(text);
          }
        }
        default -> said.add(part);
      }
    }
    ObjBuilder message = Json.obj().put("role", "assistant");
    List<Obj> content = parts(said);
    content.removeIf(part -> MEDIA.contains(part.text("type", "")));
    if (!content.isEmpty()) {
      message.put("content", content(content));
    } else {
      message.put("content", calls.isEmpty() ? Str.EMPTY : Null.NULL);
    }
    message.putIfPresent("reasoning_content", thoughts.isEmpty() ? null : Str.join(thoughts));
    message.putIfPresent("reasoning_details", details.isEmpty() ? null : Json.of(details));
    message.putIfPresent("tool_calls", calls.isEmpty() ? null : Json.of(calls));
    return message.build();
  }
}
