package dev.bifrost.wire;

/// How the frames of a streamed answer lie in bytes.
public enum Framing {
  /// Server-sent events, `text/event-stream`.
  EVENT_STREAM("text/event-stream"),
  /// One JSON array whose items are the frames (Gemini without `alt=sse`).
  JSON_ARRAY("application/json");

  private final String contentType;

  Framing(String contentType) {
    this.contentType = contentType;
  }

  /// The media type of such an answer.
  public String contentType() {
    return contentType;
  }

  /// A fresh machine that finds frames in bytes.
  public FrameReader reader() {
    return switch (this) {
      case EVENT_STREAM -> new EventStreamReader();
      case JSON_ARRAY -> new JsonArrayReader();
    };
  }

  /// A fresh machine that lays frames into bytes.
  public FrameWriter writer() {
    return switch (this) {
      case EVENT_STREAM -> new EventStreamWriter();
      case JSON_ARRAY -> new JsonArrayWriter();
    };
  }
}
