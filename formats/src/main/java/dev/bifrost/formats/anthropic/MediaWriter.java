package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Media;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Losses;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes pictures and documents. Anthropic takes four kinds of picture, PDFs and plain text
/// (`Base64ImageSource`, `Base64PDFSource`, `PlainTextSource` of its API description, read
/// 2026-11-24) and refuses a request with anything else.
final class MediaWriter {
  static final String IMAGE = "image";
  static final String DOCUMENT = "document";

  private static final String PDF = "application/pdf";
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  private static final Set<String> TEXTS =
      Set.of("application/json", "application/xml", "application/yaml", "application/x-yaml");

  private final Losses losses;

  MediaWriter(Losses losses) {
    this.losses = losses;
  }

  /// The block, or null where Anthropic does not take it.
  ///
  /// @param type what it was said to be; what the bytes are says their MIME type
  @Nullable Obj block(Media media, String type, @Nullable Str title) {
    return switch (media) {
      case Media.Inline(String mime, Str base64) -> inline(mime, base64, type, title);
      case Media.Remote(_, Str url) ->
          block(type, Json.obj().put("type", "url").put("url", url).build(), title);
      case Media.PlainText(_, Str text) -> text(text, title);
      case Media.Uploaded(_, Str id, String format) -> {
        if (format.equals(AnthropicFormat.NAME)) {
          yield block(type, Json.obj().put("type", "file").put("file_id", id).build(), title);
        }
        losses.add("file_id", "the file was uploaded to another provider");
        yield null;
      }
    };
  }

  private @Nullable Obj inline(String mime, Str base64, String type, @Nullable Str title) {
    if (mime.isEmpty()) {
      return inline(type.equals(IMAGE) ? "image/png" : PDF, base64, type, title);
    }
    if (PICTURES.contains(mime) || mime.equals(PDF)) {
      Obj source =
          Json.obj().put("type", "base64").put("media_type", mime).put("data", base64).build();
      return block(mime.equals(PDF) ? DOCUMENT : IMAGE, source, title);
    }
    Str text = mime.startsWith("text/") || TEXTS.contains(mime) ? decoded(base64) : null;
    if (text == null) {
      losses.add(type, "Messages takes PNG, JPEG, GIF, WebP, PDF and text, not " + mime);
      return null;
    }
    return text(text, title);
  }

  private static @Nullable Str decoded(Str base64) {
    try {
      return Str.ofUtf8(
          Base64.getMimeDecoder().decode(base64.value().getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static Obj text(Str text, @Nullable Str title) {
    Obj source =
        Json.obj().put("type", "text").put("media_type", "text/plain").put("data", text).build();
    return block(DOCUMENT, source, title);
  }

  private static Obj block(String type, Obj source, @Nullable Str title) {
    return Json.obj()
        .put("type", type)
        .put("source", source)
        .putIfPresent("title", type.equals(DOCUMENT) ? title : null)
        .build();
  }
}
