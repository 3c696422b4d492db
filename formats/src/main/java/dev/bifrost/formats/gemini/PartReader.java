package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Media;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Understands the parts of a content that come whole, in requests and in answers alike: media and
/// the calls and results of the provider's own tools. Texts and function calls are the business of
/// who reads the content.
final class PartReader {
  private static final List<String> FILE_HOSTS =
      List.of("gs://", "files/", "https://generativelanguage.googleapis.com/");

  private PartReader() {}

  /// The part in our words; never fails, what is not known here comes back as [Part.Unknown].
  static Part whole(Obj part, ToolIds ids) {
    if (Field.VIDEO_METADATA.of(part) != null || part.isTrue("thought")) {
      return unknown(part);
    }
    Obj inline = Field.INLINE_DATA.obj(part);
    if (inline != null) {
      return inline(inline);
    }
    Obj file = Field.FILE_DATA.obj(part);
    if (file != null) {
      return file(file);
    }
    Part server = serverTool(part, ids);
    return server == null ? unknown(part) : server;
  }

  private static Part inline(Obj blob) {
    Str data = blob.str("data");
    Media media = new Media.Inline(mimeType(blob), data == null ? Str.EMPTY : data);
    return media(media, Field.DISPLAY_NAME.str(blob));
  }

  private static Part file(Obj file) {
    Str uri = Field.FILE_URI.str(file);
    Str address = uri == null ? Str.EMPTY : uri;
    String text = address.value();
    Media media =
        FILE_HOSTS.stream().anyMatch(text::startsWith)
            ? new Media.Uploaded(mimeType(file), address, GeminiFormat.NAME)
            : new Media.Remote(mimeType(file), address);
    return media(media, Field.DISPLAY_NAME.str(file));
  }

  private static String mimeType(Obj holder) {
    String type = Field.MIME_TYPE.text(holder);
    return type == null ? "" : type;
  }

  private static Part media(Media media, @Nullable Str name) {
    String type = media.mimeType();
    if (type.startsWith("image/")) {
      return new Part.Image(media, null);
    }
    return type.startsWith("audio/") ? new Part.Audio(media) : new Part.Document(media, name);
  }

  private static @Nullable Part serverTool(Obj part, ToolIds ids) {
    Obj code = Field.EXECUTABLE_CODE.obj(part);
    if (code != null) {
      String id = ids.serverCall(code.text("id"));
      return new Part.ServerToolCall(
          id, ServerToolKind.CODE_EXECUTION, code.without("id"), raw(part));
    }
    Obj ran = Field.CODE_EXECUTION_RESULT.obj(part);
    if (ran != null) {
      String id = ids.serverResult(ran.text("id"));
      return new Part.ServerToolResult(id, ServerToolKind.CODE_EXECUTION, List.of(), raw(part));
    }
    Obj call = Field.TOOL_CALL.obj(part);
    if (call != null) {
      Obj args = call.obj("args");
      String id = ids.serverCall(call.text("id"));
      return new Part.ServerToolCall(id, kind(call), args == null ? Obj.empty() : args, raw(part));
    }
    Obj response = Field.TOOL_RESPONSE.obj(part);
    if (response != null) {
      String id = ids.serverResult(response.text("id"));
      return new Part.ServerToolResult(id, kind(response), List.of(), raw(part));
    }
    return null;
  }

  /// The kinds that the discovery document names for `toolType`.
  private static ServerToolKind kind(Obj holder) {
    return switch (Field.TOOL_TYPE.text(holder)) {
      case "GOOGLE_SEARCH_WEB" -> ServerToolKind.WEB_SEARCH;
      case "URL_CONTEXT" -> ServerToolKind.WEB_FETCH;
      case "FILE_SEARCH" -> ServerToolKind.FILE_SEARCH;
      case null, default -> ServerToolKind.OTHER;
    };
  }

  private static Part unknown(Obj part) {
    String what = "part";
    for (Member member : part.members()) {
      if (!member.key().is("thought") && !Field.THOUGHT_SIGNATURE.names(member.key())) {
        what = member.name();
        break;
      }
    }
    return new Part.Unknown(what, raw(part));
  }

  /// The part as it came, without its signature: that travels as a seal before it.
  static Part.Raw raw(Obj part) {
    boolean signed = Field.THOUGHT_SIGNATURE.of(part) != null;
    Json value = signed ? part.without(Field.THOUGHT_SIGNATURE.in(part)) : part;
    return new Part.Raw(GeminiFormat.NAME, value);
  }
}
