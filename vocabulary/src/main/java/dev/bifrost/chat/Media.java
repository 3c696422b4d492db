package dev.bifrost.chat;

import dev.bifrost.json.Str;
import java.util.List;

/// Where the bytes of an image, a sound or a document are.
public sealed interface Media {
  /// The MIME type, such as `image/png`; empty where nobody said.
  String mimeType();

  /// What an address says: the bytes themselves where it is a `data:` address in base64 (RFC 2397),
  /// not copied, else a [Remote].
  static Media ofUrl(Str url) {
    int comma = url.rawIndexOf(',');
    if (comma < 0 || comma > MAX_DATA_URL_HEAD) {
      return new Remote("", url);
    }
    String head = url.rawSlice(0, comma).value();
    if (!head.regionMatches(true, 0, DATA_SCHEME, 0, DATA_SCHEME.length())
        || !head.endsWith(BASE64_MARK)) {
      return new Remote("", url);
    }
    String mimeType = head.substring(DATA_SCHEME.length(), head.length() - BASE64_MARK.length());
    return new Inline(mimeType, url.rawSlice(comma + 1, url.rawLength()));
  }

  /// How a `data:` address begins.
  String DATA_SCHEME = "data:";

  /// What stands before the comma of a `data:` address in base64.
  String BASE64_MARK = ";base64";

  /// A longer text before the comma is no `data:` address.
  int MAX_DATA_URL_HEAD = 256;

  /// The bytes themselves, in base64 as they came.
  record Inline(String mimeType, Str base64) implements Media {
    /// The bytes as a `data:` address.
    public Str dataUrl() {
      return Str.join(List.of(Str.of(DATA_SCHEME + mimeType + BASE64_MARK + ","), base64));
    }
  }

  /// An address that the provider fetches.
  record Remote(String mimeType, Str url) implements Media {}

  /// A file that was uploaded to a provider; only the format it was said in understands the id.
  record Uploaded(String mimeType, Str fileId, String format) implements Media {}

  /// Plain text that stands for a document.
  record PlainText(String mimeType, Str text) implements Media {}
}
