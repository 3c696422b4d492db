package dev.bifrost.engine.upstream;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Obj;
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
/// told between two of them where the provider is cut off. Where the client wants the same events
/// in another framing they are laid anew, their texts untouched.
final class VerbatimStream {
  private final Answer answer;
  private final WireFormat format;
  private final FrameWriter writer;
  private final @Nullable FrameReader reframed;
  private final WholeFrames whole = new WholeFrames();
  private final Tap tap;

  VerbatimStream(Answer answer, WireFormat format, Framing framing) {
    this.answer = answer;
    this.format = format;
    this.writer = framing.writer();
    this.reframed = framing == format.framing() ? null : format.framing().reader();
    this.tap = new Tap(format, answer.account()::hear);
  }

  /// Relays to the end.
  ///
  /// @param idle the longest wait for the provider's next bytes
  void relay(Response response, Duration idle) {
    Failure untold;
    try {
      for (byte[] bytes = response.read(idle); bytes != null; bytes = response.read(idle)) {
        pass(bytes);
        tap.hear(bytes, 0, bytes.length);
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

  private void pass(byte[] bytes) {
    if (reframed == null) {
      whole.accept(bytes, 0, bytes.length, answer::write);
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
      answer.write(rest, 0, rest.length);
    }
  }

  private void end(@Nullable Failure untold) {
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
    answer.end();
  }

  private void write(Bytes out) {
    if (out.length() > 0) {
      answer.write(out);
    }
  }
}
