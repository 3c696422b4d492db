package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/// Writes heads of HTTP/1.1 messages. Used by one loop, over and over.
final class HeadWriter {
  /// RFC 9110, section 5.6.7.
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private byte[] bytes = new byte[2048];
  private int length;
  private long dateSecond;
  private String date = "";

  /// Starts a head with a request line.
  HeadWriter request(String method, String target) {
    length = 0;
    return put(method).put(" ").put(target).put(" HTTP/1.1\r\n");
  }

  /// Starts a head with a status line.
  HeadWriter status(int status) {
    length = 0;
    if (status == 200) {
      return put("HTTP/1.1 200 OK\r\n");
    }
    return put("HTTP/1.1 ")
        .number(status)
        .put(" ")
        .put(HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("\r\n");
  }

  /// Appends the fields, but for those that belong to the connection and are the writer's to set.
  HeadWriter fields(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (!Framing.owns(name)) {
        field(name, headers.value(i));
      }
    }
    return this;
  }

  /// Appends a field.
  HeadWriter field(String name, String value) {
    return put(name).put(": ").put(value).put("\r\n");
  }

  /// Appends the body's length.
  HeadWriter contentLength(long count) {
    return put("Content-Length: ").number(count).put("\r\n");
  }

  /// Appends what says that the body is chunked.
  HeadWriter chunked() {
    return put("Transfer-Encoding: chunked\r\n");
  }

  /// Appends the date.
  HeadWriter date() {
    long second = System.currentTimeMillis() / 1000;
    if (second != dateSecond) {
      dateSecond = second;
      date = HTTP_DATE.format(Instant.ofEpochSecond(second));
    }
    return field("Date", date);
  }

  /// Ends the head and moves it into `out`.
  void endTo(ByteBuf out) {
    put("\r\n");
    out.writeBytes(bytes, 0, length);
  }

  private HeadWriter number(long value) {
    if (value >= 10) {
      number(value / 10);
    }
    room(1);
    bytes[length++] = (byte) ('0' + value % 10);
    return this;
  }

  private HeadWriter put(String text) {
    int count = text.length();
    room(count);
    copy(text, count);
    length += count;
    return this;
  }

  /// The fastest way to the bytes of a text of ISO-8859-1; header texts hold nothing else.
  @SuppressWarnings("deprecation")
  private void copy(String text, int count) {
    text.getBytes(0, count, bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /// The bytes of a text of ISO-8859-1.
  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
