package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.wire.CallIds;
import dev.bifrost.wire.Losses;
import dev.bifrost.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the blocks of a request.
final class PartWriter {
  private static final int MAX_ID = 64;

  /// Anthropic takes four marks of the cache in one request.
  private static final int MOST_MARKS = 4;

  private final ToolNames names;
  private final Losses losses;
  private final MediaWriter media;
  private int marks;

  PartWriter(ToolNames names, Losses losses) {
    this.names = names;
    this.losses = losses;
    this.media = new MediaWriter(losses);
  }

  /// Whether a part is a thought that Anthropic itself sealed.
  static boolean isOwnThought(Part part) {
    return part instanceof Part.Reasoning(_, Signature seal)
        && seal != null
        && seal.format().equals(AnthropicFormat.NAME);
  }

  List<Obj> blocks(List<Part> parts) {
    List<Obj> blocks = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.CachePoint point) {
        if (!blocks.isEmpty() && marks < MOST_MARKS && !blocks.getLast().is("type", "thinking")) {
          marks++;
          blocks.set(blocks.size() - 1, blocks.getLast().with("cache_control", mark(point)));
        }
        continue;
      }
      Obj block = block(part);
      if (block != null) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  static Obj mark(Part.CachePoint point) {
    return Json.obj().put("type", "ephemeral").putIfPresent("ttl", point.ttl()).build();
  }

  private @Nullable Obj block(Part part) {
    return switch (part) {
      case Part.Text text ->
          text.text().isBlank()
              ? null
              : BlockWriter.text(text.text(), ownCitations(text).citations());
      case Part.Refusal refusal -> BlockWriter.text(refusal.text(), List.of());
      case Part.Reasoning reasoning ->
          isOwnThought(part)
              ? BlockWriter.reasoning(reasoning.text(), reasoning.signature())
              : null;
      case Part.Image image -> media.block(image.media(), MediaWriter.IMAGE, null);
      case Part.Document document ->
          media.block(document.media(), MediaWriter.DOCUMENT, document.name());
      case Part.Audio _ -> {
        losses.add("input_audio", "Messages takes no sound");
        yield null;
      }
      case Part.ToolCall call ->
          Json.obj()
              .put("type", "tool_use")
              .put("id", CallIds.fitting(call.id(), MAX_ID, false))
              .put("name", names.outgoing(call.tool()))
              .put("input", names.outgoing(call.tool(), call.arguments()).asObject())
              .build();
      case Part.ToolResult result -> result(result);
      case Part.ServerToolCall call -> own(call.raw());
      case Part.ServerToolResult result -> own(result.raw());
      case Part.Unknown(String what, Part.Raw raw) -> {
        if (raw.format().equals(AnthropicFormat.NAME) && raw.value() instanceof Obj own) {
          yield own;
        }
        losses.add(what, "Messages has no counterpart");
        yield null;
      }
      case Part.CachePoint _ -> null;
    };
  }

  /// Sources that other formats cited cannot be verified by Anthropic and are refused in a request;
  /// the text itself stays.
  private static Part.Text ownCitations(Part.Text text) {
    return new Part.Text(
        text.text(),
        text.citations().stream().filter(c -> c.in(AnthropicFormat.NAME) != null).toList());
  }

  /// What a provider's tool did in an earlier turn goes back only to the vendor that did it; its
  /// findings are in the text that followed.
  private static @Nullable Obj own(Part.Raw raw) {
    return raw.format().equals(AnthropicFormat.NAME) && raw.value() instanceof Obj block
        ? block
        : null;
  }

  private Obj result(Part.ToolResult result) {
    ObjBuilder block =
        Json.obj()
            .put("type", "tool_result")
            .put("tool_use_id", CallIds.fitting(result.callId(), MAX_ID, false));
    List<Obj> content = blocks(result.content());
    block.putIfPresent("content", content.isEmpty() ? null : Json.of(content));
    if (result.isError()) {
      block.put("is_error", true);
    }
    return block.build();
  }
}
