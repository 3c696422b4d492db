package dev.bifrost.transport;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// Undoes content codings (RFC 9110, section 8.4) of whole bodies, with a limit on what comes out:
/// a small body may hide a huge one.
public final class ContentCoding {
  private static final int STEP = 64 * 1024;

  private ContentCoding() {}

  /// The body as it was before these codings, the last of which was applied last.
  ///
  /// @param codings the value of `Content-Encoding`, such as `gzip` or `gzip, br`
  /// @param maxBytes a larger result is [BodyTooLarge]
  /// @throws BodyTooLarge when more comes out
  /// @throws IOException when a coding is not known or the body does not match it
  public static byte[] decode(String codings, byte[] body, int maxBytes) throws IOException {
    List<String> applied = List.of(codings.split(",", -1));
    byte[] decoded = body;
    for (String coding : applied.reversed()) {
      decoded = one(coding.strip().toLowerCase(Locale.ROOT), decoded, maxBytes);
    }
    return decoded;
  }

  private static byte[] one(String coding, byte[] body, int maxBytes) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    return switch (coding) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> read(new GZIPInputStream(bytes), maxBytes);
      case "deflate" -> read(new InflaterInputStream(bytes), maxBytes);
      case "br" -> read(new BrotliInputStream(bytes), maxBytes);
      case "zstd" -> zstd(bytes, maxBytes);
      default -> throw new IOException("the content encoding " + coding + " is not known");
    };
  }

  private static byte[] zstd(InputStream bytes, int maxBytes) throws IOException {
    try {
      return read(new ZstdInputStream(bytes), maxBytes);
    } catch (IllegalArgumentException | IllegalStateException malformed) {
      throw new IOException("malformed zstd", malformed);
    }
  }

  private static byte[] read(InputStream decoder, int maxBytes) throws IOException {
    try (decoder) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] step = new byte[STEP];
      for (int count = decoder.read(step); count >= 0; count = decoder.read(step)) {
        if (out.size() + count > maxBytes) {
          throw new BodyTooLarge(maxBytes);
        }
        out.write(step, 0, count);
      }
      return out.toByteArray();
    }
  }
}
