package dev.bifrost.chat;

import dev.bifrost.json.Str;

/// Where the bytes of an image, a sound or a document are.
public sealed interface Media {
  /// The MIME type, such as `image/png`; empty where nobody said.
  String mimeType();

  /// The bytes themselves, in base64 as they came.
  record Inline(String mimeType, Str base64) implements Media {}

  /// An address that the provider fetches.
  record Remote(String mimeType, Str url) implements Media {}

  /// A file that was uploaded to a provider; only the format it was said in understands the id.
  record Uploaded(String mimeType, Str fileId, String format) implements Media {}

  /// Plain text that stands for a document.
  record PlainText(String mimeType, Str text) implements Media {}
}
