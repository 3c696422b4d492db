package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;

/// The framing of HTTP/1.1 bodies on the way out.
final class Framing {
  private static final byte[] HEX = HeadWriter.latin1("0123456789abcdef");
  private static final int CR_LF = '\r' << 8 | '\n';

  private Framing() {}

  /// Whether a field belongs to the connection or to the framing, so that only this module sets it
  /// (RFC 9110, section 7.6.1).
  static boolean owns(String name) {
    return switch (name.length()) {
      case 2 -> name.equalsIgnoreCase("TE");
      case 7 -> name.equalsIgnoreCase("Upgrade") || name.equalsIgnoreCase("Trailer");
      case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      case 16 -> name.equalsIgnoreCase("Proxy-Connection");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }

  /// Writes the next `count` bytes of `outbox` as one chunk, and the last chunk after it if `last`.
  static void chunk(ByteBuf out, Outbox outbox, int count, boolean last) {
    if (count > 0) {
      int digit = (31 - Integer.numberOfLeadingZeros(count)) / 4;
      for (; digit >= 0; digit--) {
        out.writeByte(HEX[count >> (4 * digit) & 15]);
      }
      out.writeShort(CR_LF);
      outbox.copyTo(out, count);
      out.writeShort(CR_LF);
    }
    if (last) {
      out.writeByte('0').writeShort(CR_LF).writeShort(CR_LF);
    }
  }
}
