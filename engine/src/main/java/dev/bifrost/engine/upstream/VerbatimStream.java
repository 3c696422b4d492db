package dev.bifrost.engine.upstream;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.FrameWriter;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.WireFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Relays a streamed answer untouched and listens. Only whole events pass, so that a failure can be
/// told between two of them where the provider is cut off. The client's answer begins with the
/// first event; a failure before that is a failure of the whole request. Where the client wants the
/// same events in another framing they are laid anew, their texts untouched.
final class VerbatimStream {
  private final Answer answer;
  private final Headers headers;
  private final WireFormat format;
  private final FrameWriter writer;
  private final @Nullable FrameReader reframed;
  private final WholeFrames whole = new WholeFrames();
  private final Tap tap;
  private boolean started;

  /// Relays to this answer.
  ///
  /// @param headers those of the answer
  /// @param framing the client's
  VerbatimStream(Answer answer, Headers headers, WireFormat format, Framing framing) {
    this.answer = answer;
    this.headers = headers;
    this.format = format;
    this.writer = framing.writer();
    this.reframed = framing == format.framing() ? null : format.framing().reader();
    this.tap = new Tap(format, answer.account()::hear);
  }

  /// Relays to the end.
  ///
  /// @param idle the longest wait for the provider's next bytes
  /// @throws Failed where it fails before the first event
  void relay(Response response, Duration idle) {
    Failure untold;
    try {
      for (byte[] bytes = response.read(idle); bytes != null; bytes = response.read(idle)) {
        tap.hear(bytes, 0, bytes.length);
        check(started ? null : tap.insteadOfAnswer());
        pass(bytes);
      }
      untold = tap.ended();
      if (untold == null) {
        passRest();
      }
    } catch (UpstreamFault fault) {
      untold = tap.cut(Faults.failure(fault, answer.provider()));
    }
    end(untold);
  }

  private static void check(@Nullable Failure failure) {
    if (failure != null) {
      throw new Failed(failure);
    }
  }

  private void pass(byte[] bytes) {
    if (reframed == null) {
      whole.accept(bytes, 0, bytes.length, this::write);
    } else {
      Bytes out = new Bytes(bytes.length + 16);
      reframed.accept(bytes, 0, bytes.length, frame -> writer.write(frame, out));
      write(out);
    }
  }

  /// The last event may lack its empty line.
  private void passRest() {
    byte[] rest = whole.rest();
    if (rest.length > 0) {
      write(rest, 0, rest.length);
    }
  }

  private void end(@Nullable Failure untold) {
    check(started ? null : untold);
    Bytes out = new Bytes(256);
    if (untold != null) {
      format
          .chat()
          .encoder(answer.head(Obj.empty()))
          .accept(new StreamEvent.Broken(untold, null), (Frame frame) -> writer.write(frame, out));
    }
    if (reframed != null || untold != null) {
      writer.end(out);
    }
    write(out);
    check(
        started
            ? null
            : Failure.of(Failure.Kind.PROVIDER_FAULT, "the provider answered with nothing"));
    answer.end();
  }

  private void write(Bytes out) {
    if (out.length() > 0) {
      write(out.toArray(), 0, out.length());
    }
  }

  private void write(byte[] bytes, int from, int to) {
    if (!started) {
      answer.start(200, headers);
      started = true;
    }
    answer.write(bytes, from, to);
  }
}
