package dev.bifrost.simulator;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.transport.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/// How answers are spoilt: what is said, and how it lies in bytes.
final class Faults {
  private static final int EVENTS_BEFORE_ERROR = 4;
  private static final int MALFORMED_PIECE = 3;
  private static final int SLOW_MILLIS = 100;

  private Faults() {}

  /// The events as that fault leaves them.
  static List<StreamEvent> spoilt(List<StreamEvent> events, ModelName name) {
    return switch (name.fault()) {
      case "error-in-stream" -> {
        int most = Math.min(EVENTS_BEFORE_ERROR, events.size() - 1);
        List<StreamEvent> broken = new ArrayList<>(events.subList(0, most));
        broken.add(new StreamEvent.Broken(Refusals.failure(529, "Overloaded"), null));
        yield broken;
      }
      case "no-usage" -> events.stream().map(Faults::withoutUsage).toList();
      default -> events;
    };
  }

  private static StreamEvent withoutUsage(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Started(var id, var model, _, var extras) ->
          new StreamEvent.Started(id, model, null, extras);
      case StreamEvent.Finished(var reason, var stop, _, var extras) ->
          new StreamEvent.Finished(reason, stop, null, extras);
      case StreamEvent said -> said;
    };
  }

  /// The bytes as that fault leaves them.
  static Play spoilt(Play play, ModelName name) {
    return switch (name.fault()) {
      case "slow" -> play.slower(Duration.ofMillis(name.number(SLOW_MILLIS)));
      case "stall", "stall-after" -> play.first(name.number(0), Play.Ending.STALL);
      case "cut", "cut-after" -> play.first(name.number(0), Play.Ending.CUT);
      case "end-after" -> play.first(name.number(0), Play.Ending.CLEAN);
      case "malformed-frame" -> malformed(play);
      case "byte-by-byte" -> play.slower(Duration.ZERO).withPieces(Play.chopped(joined(play), 1));
      case "crlf" -> rewritten(play, text -> text.replace("\n", "\r\n"));
      case "comments" -> rewritten(play, text -> ": still here\n\n" + text);
      case "wrong-content-type" -> typed(play, "text/plain");
      case "gzip" -> gzipped(play);
      default -> play;
    };
  }

  /// One frame ends in the middle of its JSON, but as a frame.
  private static Play malformed(Play play) {
    List<byte[]> pieces = new ArrayList<>(play.pieces());
    int at = Math.min(MALFORMED_PIECE, pieces.size() - 1);
    String text = text(pieces.get(at));
    int brace = Math.max(0, text.indexOf('{'));
    String half = text.substring(0, brace + (text.length() - brace) / 2);
    String end = text.endsWith("\n\n") ? "\n\n" : "";
    pieces.set(at, (half + end).getBytes(StandardCharsets.UTF_8));
    return play.withPieces(pieces);
  }

  /// Event streams only: no other body has lines.
  private static Play rewritten(Play play, UnaryOperator<String> change) {
    String type = Objects.requireNonNullElse(play.headers().first("content-type"), "");
    if (!type.startsWith("text/event-stream")) {
      return play;
    }
    return play.withPieces(
        play.pieces().stream()
            .map(piece -> change.apply(text(piece)).getBytes(StandardCharsets.UTF_8))
            .toList());
  }

  private static Play typed(Play play, String type) {
    return play.withHeaders(play.headers().with("content-type", type));
  }

  private static Play gzipped(Play play) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(joined(play));
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    Headers headers = play.headers().with("content-encoding", "gzip");
    return play.withHeaders(headers).withPieces(List.of(zipped.toByteArray()));
  }

  private static byte[] joined(Play play) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    play.pieces().forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static String text(byte[] piece) {
    return new String(piece, StandardCharsets.UTF_8);
  }
}
