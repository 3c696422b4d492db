package dev.bifrost.bench.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bifrost.bench.wire.Dialect;
import dev.bifrost.bench.wire.Stamp;
import dev.bifrost.bench.wire.Template;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// An answer of one dialect, ready to be sent: all bytes of it, HTTP framing included. A whole
/// answer is nothing but its opening.
///
/// @param opening the head and what comes before the first piece of text
/// @param chunks the pieces of text, each with a stamp to be set when it is sent
/// @param closing what comes after the last piece
record Answer(Script script, byte[] opening, List<Chunk> chunks, byte[] closing) {
  private static final int WHOLE_BYTES = 1500;
  private static final int CHUNK_BYTES = 310;
  private static final String SEQUENCE = "{{sequence}}";

  /// A piece of text.
  ///
  /// @param stampAt where the stamp begins
  record Chunk(byte[] bytes, int stampAt) {}

  /// Makes the answer of that dialect. Shapes as recorded from the providers.
  static Answer of(Dialect dialect, Script script) {
    return script.streamed() ? stream(dialect, script) : whole(dialect, script);
  }

  /// An answer in JSON that no script asks for.
  static Answer of(String status, String json) {
    return whole(Script.AT_ONCE, status, json);
  }

  private static Answer whole(Dialect dialect, Script script) {
    Template answer = part(dialect, script, "answer.json");
    return whole(script, "200 OK", answer.paddedTo(WHOLE_BYTES, "text", Stamp.BLANK).text());
  }

  private static Answer whole(Script script, String status, String json) {
    byte[] body = json.getBytes(UTF_8);
    ByteArrayOutputStream opening = new ByteArrayOutputStream();
    opening.writeBytes(head(status, "application/json", "content-length: " + body.length));
    opening.writeBytes(body);
    return new Answer(script, opening.toByteArray(), List.of(), new byte[0]);
  }

  private static byte[] head(String status, String type, String framing) {
    String line = "HTTP/1.1 " + status;
    return String.join(
            "\r\n", line, "content-type: " + type, "request-id: req_bench", framing, "", "")
        .getBytes(UTF_8);
  }

  private static Answer stream(Dialect dialect, Script script) {
    Numbering numbering = new Numbering();
    byte[] start = numbering.fill(part(dialect, script, "start.sse").text()).getBytes(UTF_8);
    ByteArrayOutputStream opening = new ByteArrayOutputStream();
    opening.writeBytes(
        head("200 OK", "text/event-stream; charset=utf-8", "transfer-encoding: chunked"));
    if (start.length > 0) {
      opening.writeBytes(framed(start));
    }

    String delta =
        part(dialect, script, "delta.sse").paddedTo(CHUNK_BYTES, "text", Stamp.BLANK).text();
    int from = delta.indexOf(Stamp.BLANK);
    String words = delta.substring(from + Stamp.BLANK.length(), delta.indexOf('"', from));
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < script.chunks(); i++) {
      byte[] bytes = framed(numbering.fill(delta).getBytes(UTF_8));
      chunks.add(new Chunk(bytes, new String(bytes, UTF_8).indexOf(Stamp.MARK)));
    }

    String all = (Stamp.NONE + words).repeat(script.chunks());
    String end = numbering.fill(part(dialect, script, "end.sse").with("all", all).text());
    ByteArrayOutputStream closing = new ByteArrayOutputStream();
    closing.writeBytes(framed(end.getBytes(UTF_8)));
    closing.writeBytes("0\r\n\r\n".getBytes(UTF_8));
    return new Answer(script, opening.toByteArray(), List.copyOf(chunks), closing.toByteArray());
  }

  private static Template part(Dialect dialect, Script script, String name) {
    return Template.of(Answer.class, dialect.word() + "-" + name).with("model", script.model());
  }

  /// One chunk of a chunked body.
  private static byte[] framed(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((Integer.toHexString(data.length) + "\r\n").getBytes(UTF_8));
    out.writeBytes(data);
    out.writeBytes("\r\n".getBytes(UTF_8));
    return out.toByteArray();
  }

  /// Counts the events of a stream whose dialect numbers them.
  private static final class Numbering {
    private int next;

    String fill(String text) {
      String filled = text;
      for (int at = filled.indexOf(SEQUENCE); at >= 0; at = filled.indexOf(SEQUENCE)) {
        filled = filled.substring(0, at) + next++ + filled.substring(at + SEQUENCE.length());
      }
      return filled;
    }
  }
}
