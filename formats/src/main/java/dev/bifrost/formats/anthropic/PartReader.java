package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Understands content blocks, of requests and of answers.
final class PartReader {
  private PartReader() {}

  /// The parts of a content that is a text or a list of blocks; each mark of the cache is a part
  /// behind the block it marks.
  static List<Part> content(Obj owner, String name, Place place) {
    Json content = owner.get(name);
    return switch (content) {
      case null -> List.of();
      case Null _ -> List.of();
      case Str text -> List.of(new Part.Text(text));
      case Arr blocks -> blocks(blocks, place.member(name));
      default -> throw Fields.refusal(place.member(name), "a string or a list of content blocks");
    };
  }

  private static List<Part> blocks(Arr blocks, Place place) {
    List<Part> parts = new ArrayList<>();
    int index = 0;
    for (Json item : blocks) {
      Place at = place.item(index++);
      if (item instanceof Str text) {
        parts.add(new Part.Text(text));
        continue;
      }
      if (!(item instanceof Obj block)) {
        throw Fields.refusal(at, "a content block");
      }
      parts.add(part(block, at));
      Part.CachePoint point = cachePoint(block);
      if (point != null) {
        parts.add(point);
      }
    }
    return parts;
  }

  /// The mark of the cache that a block or a tool carries, or null.
  static Part.@Nullable CachePoint cachePoint(Obj block) {
    Obj mark = block.obj("cache_control");
    return mark == null ? null : new Part.CachePoint(mark.text("ttl"));
  }

  /// What one block says.
  static Part part(Obj block, Place place) {
    String type = block.text("type", "");
    return switch (type) {
      case "text" -> new Part.Text(str(block, "text"), citations(block));
      case "thinking" -> new Part.Reasoning(str(block, "thinking"), seal(block.str("signature")));
      case "redacted_thinking" -> redacted(str(block, "data"));
      case "image" -> media(block, type);
      case "document" -> media(block, type);
      case "tool_use" ->
          new Part.ToolCall(
              block.text("id", ""),
              ToolName.function(block.text("name", "")),
              new Arguments.Whole(Objects.requireNonNullElse(block.obj("input"), Obj.empty())));
      case "tool_result" ->
          new Part.ToolResult(
              new Fields(block, place).required("tool_use_id").value(),
              content(block, "content", place),
              block.isTrue("is_error"),
              null);
      case "tool_reference" ->
          // A tool search found a tool; whoever does not know such searches can still be told.
          new Part.Text(Str.of("The tool " + block.text("tool_name", "") + " is available now."));
      default -> ServerBlocks.part(type, block);
    };
  }

  private static Str str(Obj block, String name) {
    return Objects.requireNonNullElse(block.str(name), Str.EMPTY);
  }

  /// The seal of a thought: one of ours in its envelope, Anthropic's own, or none.
  static @Nullable Signature seal(@Nullable Str signature) {
    return signature == null || signature.isEmpty()
        ? null
        : Signature.arriving(AnthropicFormat.NAME, signature);
  }

  private static Part redacted(Str data) {
    Signature seal = Signature.arriving(AnthropicFormat.NAME, data);
    boolean own = seal.format().equals(AnthropicFormat.NAME);
    return new Part.Reasoning(
        Str.EMPTY, own ? new Signature(seal.format(), seal.value(), seal.id(), true) : seal);
  }

  private static Part media(Obj block, String type) {
    Obj source = block.obj("source");
    Media media = source == null ? null : media(source);
    if (media == null) {
      return new Part.Unknown(type, new Part.Raw(AnthropicFormat.NAME, block));
    }
    return type.equals("image")
        ? new Part.Image(media, null)
        : new Part.Document(media, block.str("title"));
  }

  private static @Nullable Media media(Obj source) {
    String mime = source.text("media_type", "");
    return switch (source.text("type", "")) {
      case "base64" -> new Media.Inline(mime, str(source, "data"));
      case "url" -> new Media.Remote(mime, str(source, "url"));
      case "file" -> new Media.Uploaded(mime, str(source, "file_id"), AnthropicFormat.NAME);
      case "text" -> new Media.PlainText(mime, str(source, "data"));
      default -> null;
    };
  }

  private static List<Citation> citations(Obj block) {
    List<Citation> citations = new ArrayList<>();
    for (Obj citation : block.list("citations").objects()) {
      citations.add(citation(citation));
    }
    return citations;
  }

  /// A source that a text cites. Anthropic's spans lie in the source, not in the answer, so the
  /// whole text part counts as backed.
  static Citation citation(Obj citation) {
    Str title = citation.str("title");
    return new Citation(
        citation.str("url"),
        title == null ? citation.str("document_title") : title,
        citation.str("cited_text"),
        -1,
        -1,
        new Part.Raw(AnthropicFormat.NAME, citation));
  }
}
