package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes single parts, for requests and answers alike. Null means that Gemini cannot say it.
final class PartWriter {
  private PartWriter() {}

  static Obj text(Str text) {
    return Json.obj().put("text", text).build();
  }

  static Obj thought(Str text) {
    return Json.obj().put("text", text).put("thought", true).build();
  }

  /// @param id the call's id, or null to write none
  static Obj call(@Nullable String id, String name, Arguments arguments) {
    Obj call =
        Json.obj()
            .putIfPresent("id", id)
            .put("name", name)
            .put("args", arguments.asObject())
            .build();
    return Json.obj().put(Field.FUNCTION_CALL.camel(), call).build();
  }

  static @Nullable Obj image(Part.Image image) {
    return media(image.media(), "image/jpeg");
  }

  static @Nullable Obj audio(Part.Audio audio) {
    return media(audio.media(), "audio/mp3");
  }

  static @Nullable Obj document(Part.Document document) {
    return media(document.media(), "application/pdf");
  }

  private static @Nullable Obj media(Media media, String usual) {
    return switch (media) {
      case Media.Inline(String type, Str base64) -> {
        Obj blob =
            Json.obj().put("mimeType", type.isEmpty() ? usual : type).put("data", base64).build();
        yield Json.obj().put(Field.INLINE_DATA.camel(), blob).build();
      }
      case Media.Remote(String type, Str url) ->
          file(type.isEmpty() ? type(url.value(), usual) : type, url);
      case Media.Uploaded(String type, Str id, String format) ->
          format.equals(GeminiFormat.NAME) ? file(type, id) : null;
      case Media.PlainText(var _, Str text) -> text(text);
    };
  }

  private static Obj file(String type, Str uri) {
    Obj file =
        Json.obj()
            .putIfPresent("mimeType", type.isEmpty() ? null : type)
            .put("fileUri", uri)
            .build();
    return Json.obj().put(Field.FILE_DATA.camel(), file).build();
  }

  /// Google wants a type with an address; other formats give none, so the address's ending tells.
  private static String type(String url, String usual) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "webp" -> "image/webp";
      case "gif" -> "image/gif";
      case "heic" -> "image/heic";
      case "pdf" -> "application/pdf";
      case "txt" -> "text/plain";
      case "md" -> "text/markdown";
      case "csv" -> "text/csv";
      case "html" -> "text/html";
      case "mp3" -> "audio/mp3";
      case "wav" -> "audio/wav";
      case "mp4" -> "video/mp4";
      default -> usual;
    };
  }

  /// The part itself where this format made it. What was told of a search by the metadata of an
  /// answer is no part.
  static @Nullable Obj own(Part.Raw raw) {
    return raw.format().equals(GeminiFormat.NAME)
            && raw.value() instanceof Obj own
            && !own.has("webSearchQueries")
            && !own.has("groundingChunks")
        ? own
        : null;
  }

  /// A part of the model that comes whole; null for the kinds that stream and for what Gemini
  /// cannot say.
  static @Nullable Obj whole(Part part) {
    return switch (part) {
      case Part.Image image -> image(image);
      case Part.Audio audio -> audio(audio);
      case Part.Document document -> document(document);
      case Part.ServerToolCall server -> own(server.raw());
      case Part.ServerToolResult server -> own(server.raw());
      case Part.Unknown unknown -> own(unknown.raw());
      case Part.Text _,
          Part.Refusal _,
          Part.Reasoning _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.CachePoint _ ->
          null;
    };
  }
}
