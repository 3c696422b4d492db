package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the content of messages and of tool outputs of a request. One request, one thread.
final class ContentWriter {
  private final Losses losses;
  private final boolean own;

  /// @param own whether the request was read from this format
  ContentWriter(Losses losses, boolean own) {
    this.losses = losses;
    this.own = own;
  }

  /// Adds a part to a message's content. What messages cannot hold is a loss.
  void add(Role role, Part part, List<Json> content) {
    boolean isAnswer = role == Role.ASSISTANT;
    switch (part) {
      case Part.Text text -> content.add(isAnswer ? outputText(text) : inputText(text.text()));
      case Part.Refusal(Str text) -> content.add(isAnswer ? refusal(text) : inputText(text));
      case Part.CachePoint _ -> cachePoint(content);
      case Part.Image image when !isAnswer -> addIfPresent(image(image), "image", content);
      case Part.Audio audio when !isAnswer && own -> addIfPresent(audio(audio), "audio", content);
      case Part.Document document when !isAnswer ->
          addIfPresent(document(document), "document", content);
      case Part.Unknown(String _, Part.Raw raw) when isOwn(raw) -> content.add(raw.value());
      case Part.Unknown(String what, Part.Raw _) ->
          losses.add("messages." + what, "only its own format understands it");
      case Part.Image _ -> losses.add("messages.image", "the model's own pictures cannot go back");
      case Part.Audio _ -> losses.add("messages.audio", "OpenAI's own API takes no sound here");
      case Part.Document _ -> losses.add("messages.document", "only users can give documents");
      case Part.Reasoning _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _ ->
          throw new IllegalStateException("an item of its own: " + part);
    }
  }

  /// The `output` of a tool: a string where one text says it all.
  Json output(List<Part> parts) {
    List<Json> content = new ArrayList<>();
    for (Part part : parts) {
      add(Role.USER, part, content);
    }
    if (content.isEmpty()) {
      return Str.EMPTY;
    }
    return content.size() == 1 && parts.size() == 1 && parts.get(0) instanceof Part.Text text
        ? text.text()
        : Arr.of(content);
  }

  static boolean isOwn(Part.Raw raw) {
    return raw.format().equals(ResponsesFormat.NAME);
  }

  private void addIfPresent(@Nullable Obj content, String what, List<Json> all) {
    if (content == null) {
      losses.add("messages." + what, "OpenAI takes no such " + what);
    } else {
      all.add(content);
    }
  }

  /// OpenAI caches by itself; explicit breakpoints are only given back to the client's own model.
  private void cachePoint(List<Json> content) {
    if (own && !content.isEmpty() && content.getLast() instanceof Obj marked) {
      Obj breakpoint = Json.obj().put("mode", "explicit").build();
      content.set(content.size() - 1, marked.with("prompt_cache_breakpoint", breakpoint));
    }
  }

  private static Obj inputText(Str text) {
    return Json.obj().put("type", "input_text").put("text", text).build();
  }

  /// Citations of other formats are left out: the model does not need its own footnotes.
  private static Obj outputText(Part.Text text) {
    List<Obj> annotations = new ArrayList<>();
    for (Citation citation : text.citations()) {
      Obj own = citation.in(ResponsesFormat.NAME);
      if (own != null) {
        annotations.add(own);
      }
    }
    return Json.obj()
        .put("type", "output_text")
        .put("text", text.text())
        .put("annotations", Json.of(annotations))
        .build();
  }

  private static Obj refusal(Str text) {
    return Json.obj().put("type", "refusal").put("refusal", text).build();
  }

  private static @Nullable Obj image(Part.Image image) {
    ObjBuilder content = Json.obj().put("type", "input_image");
    boolean fits =
        switch (image.media()) {
          case Media.Inline inline -> put(content, "image_url", inline.dataUrl());
          case Media.Remote(String _, Str url) -> put(content, "image_url", url);
          case Media.Uploaded file when isOpenAis(file) -> put(content, "file_id", file.fileId());
          case Media.Uploaded _, Media.PlainText _ -> false;
        };
    return fits ? content.putIfPresent("detail", image.detail()).build() : null;
  }

  private static @Nullable Obj document(Part.Document document) {
    Media media = document.media();
    if (media.mimeType().startsWith("video/")) {
      return null;
    }
    ObjBuilder content = Json.obj().put("type", "input_file");
    boolean fits =
        switch (media) {
          case Media.Inline inline -> {
            content.put("filename", name(document));
            yield put(content, "file_data", inline.dataUrl());
          }
          case Media.Remote(String _, Str url) ->
              put(content.putIfPresent("filename", document.name()), "file_url", url);
          case Media.Uploaded file when isOpenAis(file) ->
              put(content.putIfPresent("filename", document.name()), "file_id", file.fileId());
          case Media.PlainText(String _, Str text) -> {
            content = Json.obj().put("type", "input_text");
            yield put(content, "text", text);
          }
          case Media.Uploaded _ -> false;
        };
    return fits ? content.build() : null;
  }

  /// OpenAI wants a name beside the bytes and tells the type by it.
  private static Str name(Part.Document document) {
    Str name = document.name();
    if (name != null) {
      return name;
    }
    String type = document.media().mimeType();
    return Str.of(type.startsWith("text/") ? "document.txt" : "document.pdf");
  }

  private static @Nullable Obj audio(Part.Audio audio) {
    if (!(audio.media() instanceof Media.Inline inline)) {
      return null;
    }
    String type = inline.mimeType();
    String format =
        switch (type) {
          case "audio/mpeg", "audio/mp3" -> "mp3";
          default -> type.substring(type.lastIndexOf('/') + 1);
        };
    Obj sound = Json.obj().put("data", inline.base64()).put("format", format).build();
    return Json.obj().put("type", "input_audio").put("input_audio", sound).build();
  }

  private static boolean isOpenAis(Media.Uploaded file) {
    return file.format().startsWith("openai.");
  }

  private static boolean put(ObjBuilder content, String name, Str value) {
    content.put(name, value);
    return true;
  }
}
