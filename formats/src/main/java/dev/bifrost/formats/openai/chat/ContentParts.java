package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Media;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parts of a message's content, both ways.
final class ContentParts {
  private ContentParts() {}

  static Part read(Obj part) {
    String type = part.text("type", "");
    return switch (type) {
      case "text", "input_text", "output_text" -> new Part.Text(RequestReader.str(part, "text"));
      case "refusal" -> new Part.Refusal(RequestReader.str(part, "refusal"));
      case "thinking" -> new Part.Reasoning(thinking(part), null);
      case "image_url" -> image(part);
      case "input_audio" -> audio(part);
      case "file" -> file(part);
      default -> unknown(type, part);
    };
  }

  /// Mistral's thinking is a list of texts.
  private static Str thinking(Obj part) {
    Str text = part.str("thinking");
    if (text != null) {
      return text;
    }
    return Str.join(
        Stream.concat(
                Stream.of(Str.EMPTY),
                part.list("thinking").objects().stream()
                    .map(item -> RequestReader.str(item, "text")))
            .toList());
  }

  private static Part unknown(String type, Obj part) {
    return new Part.Unknown(type.isEmpty() ? "content" : type, new Part.Raw(ChatFormat.NAME, part));
  }

  private static Part image(Obj part) {
    Obj nested = part.obj("image_url");
    Str url = nested == null ? part.str("image_url") : nested.str("url");
    return url == null
        ? unknown("image_url", part)
        : new Part.Image(Media.ofUrl(url), nested == null ? null : nested.text("detail"));
  }

  private static Part audio(Obj part) {
    Obj audio = part.obj("input_audio");
    Str data = audio == null ? null : audio.str("data");
    return audio == null || data == null
        ? unknown("input_audio", part)
        : new Part.Audio(new Media.Inline("audio/" + audio.text("format", "wav"), data));
  }

  private static Part file(Obj part) {
    Obj file = part.obj("file");
    if (file == null) {
      return unknown("file", part);
    }
    Str name = file.str("filename");
    Str data = file.str("file_data");
    if (data != null) {
      Media media = Media.ofUrl(data);
      return new Part.Document(
          media instanceof Media.Remote ? new Media.Inline("application/pdf", data) : media, name);
    }
    Str id = file.str("file_id");
    return id == null
        ? unknown("file", part)
        : new Part.Document(new Media.Uploaded("", id, ChatFormat.NAME), name);
  }

  static Obj text(Str text) {
    return Json.obj().put("type", "text").put("text", text).build();
  }

  /// The part as the format says it, or null where it cannot.
  static @Nullable Obj write(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Image image -> image(image);
      case Part.Audio audio -> audio(audio.media());
      case Part.Document document -> document(document);
      case Part.Unknown(_, Part.Raw raw) ->
          raw.format().equals(ChatFormat.NAME) && raw.value() instanceof Obj own ? own : null;
      case Part.Reasoning _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _ ->
          null;
    };
  }

  private static @Nullable Obj image(Part.Image image) {
    Str url = url(image.media(), "image/png");
    return url == null
        ? null
        : Json.obj()
            .put("type", "image_url")
            .put(
                "image_url",
                Json.obj().put("url", url).putIfPresent("detail", image.detail()).build())
            .build();
  }

  /// The address of a medium, its bytes as a `data:` address; null where only another vendor knows
  /// it.
  static @Nullable Str url(Media media, String usualType) {
    return switch (media) {
      case Media.Remote(_, Str url) -> url;
      case Media.Inline(String mime, Str base64) ->
          new Media.Inline(mime.isEmpty() ? usualType : mime, base64).dataUrl();
      case Media.Uploaded _, Media.PlainText _ -> null;
    };
  }

  private static @Nullable Obj audio(Media media) {
    if (!(media instanceof Media.Inline(String mime, Str base64))) {
      return null;
    }
    String format = mime.substring(mime.indexOf('/') + 1);
    return Json.obj()
        .put("type", "input_audio")
        .put(
            "input_audio",
            Json.obj()
                .put("data", base64)
                .put(
                    "format",
                    format.equals("mpeg") ? "mp3" : format.equals("x-wav") ? "wav" : format)
                .build())
        .build();
  }

  private static @Nullable Obj document(Part.Document document) {
    return switch (document.media()) {
      case Media.PlainText(_, Str text) -> text(text);
      case Media.Inline inline -> {
        ObjBuilder file =
            Json.obj()
                .put(
                    "filename", Objects.requireNonNullElse(document.name(), Str.of("document.pdf")))
                .putIfPresent("file_data", url(inline, "application/pdf"));
        yield Json.obj().put("type", "file").put("file", file.build()).build();
      }
      case Media.Uploaded(_, Str id, String format) ->
          format.startsWith("openai.")
              ? Json.obj()
                  .put("type", "file")
                  .put("file", Json.obj().put("file_id", id).build())
                  .build()
              : null;
      case Media.Remote(String mime, Str url) ->
          mime.startsWith("image/")
              ? Json.obj()
                  .put("type", "image_url")
                  .put("image_url", Json.obj().put("url", url).build())
                  .build()
              : null;
    };
  }
}
