package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;

/// The head of an answer of HTTP/1.1.
///
/// @param status the status
/// @param headers the handler's own fields
/// @param length the body's length in bytes, or [MessageReader#CHUNKED]
record AnswerHead(int status, Headers headers, long length) {
  /// Stands where no answer was given yet.
  static final AnswerHead NONE = new AnswerHead(0, Headers.EMPTY, 0);

  /// Whether the answer to a request with this method has no body, whatever its head says.
  boolean isBodyless(String method) {
    return status == 204 || status == 304 || method.equals("HEAD");
  }

  /// Whether the body is sent in chunks.
  ///
  /// @param old whether the client speaks HTTP/1.0
  boolean isChunked(String method, boolean old) {
    return length == MessageReader.CHUNKED && !old && !isBodyless(method);
  }

  /// Writes the head.
  void write(HeadWriter head, String method, boolean old, boolean keepAlive, ByteBuf out) {
    head.status(status).fields(headers);
    if (!headers.has("Date")) {
      head.date();
    }
    if (length >= 0 && status != 204 && status != 304) {
      head.contentLength(length);
    } else if (isChunked(method, old)) {
      head.chunked();
    }
    if (!keepAlive) {
      head.field("Connection", "close");
    } else if (old) {
      head.field("Connection", "keep-alive");
    }
    head.endTo(out);
  }
}
