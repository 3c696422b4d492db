package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Understands the content of messages and of tool outputs. Without state.
final class ContentReader {
  /// How the name of an unknown content part begins, which tells it from an unknown item.
  static final String UNKNOWN_CONTENT = "content.";

  private ContentReader() {}

  /// The parts of a member that is a string or a list of parts.
  ///
  /// @throws dev.bifrost.failure.Failed `BAD_REQUEST` where it is something else
  static List<Part> parts(Fields owner, String member) {
    return switch (owner.present(member)) {
      case null -> List.of();
      case Str text -> List.of(new Part.Text(text));
      case Arr list -> parts(list, owner.place().member(member));
      default -> owner.refuse(member, "a string or a list of parts");
    };
  }

  private static List<Part> parts(Arr list, Place place) {
    List<Json> values = list.values();
    List<Part> parts = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Obj content)) {
        throw Fields.refusal(place.item(i), "an object");
      }
      Fields fields = new Fields(content, place.item(i));
      parts.add(part(fields));
      if (content.obj("prompt_cache_breakpoint") != null) {
        parts.add(new Part.CachePoint(null));
      }
    }
    return parts;
  }

  private static Part part(Fields fields) {
    Obj content = fields.object();
    String type = fields.required("type").value();
    return switch (type) {
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          new Part.Text(fields.required("text"), citations(content));
      case "refusal" -> new Part.Refusal(fields.required("refusal"));
      case "input_image" -> image(fields);
      case "input_file" -> file(fields);
      case "input_audio" -> audio(fields);
      default -> unknown(type, content);
    };
  }

  /// The sources that an `output_text` cites.
  static List<Citation> citations(Obj text) {
    Arr annotations = text.arr("annotations");
    if (annotations == null || annotations.isEmpty()) {
      return List.of();
    }
    return annotations.objects().stream().map(ContentReader::citation).toList();
  }

  /// One source that a text cites.
  static Citation citation(Obj annotation) {
    Str title = annotation.str("title");
    return new Citation(
        annotation.str("url"),
        title == null ? annotation.str("filename") : title,
        null,
        annotation.number("start_index", -1),
        annotation.number("end_index", -1),
        raw(annotation));
  }

  private static Part image(Fields fields) {
    String detail = fields.text("detail");
    Str url = fields.str("image_url");
    Str file = fields.str("file_id");
    if (url != null) {
      return new Part.Image(Media.ofUrl(url), detail);
    }
    return file == null
        ? unknown("input_image", fields.object())
        : new Part.Image(uploaded(file), detail);
  }

  private static Part file(Fields fields) {
    Media media = fileMedia(fields);
    return media == null
        ? unknown("input_file", fields.object())
        : new Part.Document(media, fields.str("filename"));
  }

  private static @Nullable Media fileMedia(Fields fields) {
    Str data = fields.str("file_data");
    if (data != null) {
      return Media.ofUrl(data) instanceof Media.Inline inline
          ? inline
          : new Media.Inline(mimeType(fields.text("filename")), data);
    }
    Str url = fields.str("file_url");
    if (url != null) {
      return new Media.Remote("", url);
    }
    Str id = fields.str("file_id");
    return id == null ? null : uploaded(id);
  }

  /// `file_data` may be plain base64; then only the name tells the type.
  private static String mimeType(@Nullable String filename) {
    return filename == null || filename.endsWith(".pdf") ? "application/pdf" : "";
  }

  private static Part audio(Fields fields) {
    Obj audio = fields.obj("input_audio");
    Str data = audio == null ? null : audio.str("data");
    if (audio == null || data == null) {
      return unknown("input_audio", fields.object());
    }
    String format = audio.text("format", "wav");
    String mimeType = format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
    return new Part.Audio(new Media.Inline(mimeType, data));
  }

  private static Media uploaded(Str fileId) {
    return new Media.Uploaded("", fileId, ResponsesFormat.NAME);
  }

  private static Part unknown(String type, Obj content) {
    return new Part.Unknown(UNKNOWN_CONTENT + type, raw(content));
  }

  /// A value in the words of this format.
  static Part.Raw raw(Json value) {
    return new Part.Raw(ResponsesFormat.NAME, value);
  }
}
