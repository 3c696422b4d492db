package dev.bifrost.engine.upstream;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.WireFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Listens to a streamed answer while its bytes pass untouched. The tap may fail, the stream may
/// not fail by it: what cannot be read ends the listening and nothing else. One stream, one thread.
final class Tap {
  private final FrameReader frames;
  private final StreamDecoder decoder;
  private final Consumer<StreamEvent> listener;
  private boolean deaf;
  private boolean heard;
  private @Nullable StreamEvent end;

  Tap(WireFormat format, Consumer<? super StreamEvent> account) {
    this.frames = format.framing().reader();
    this.decoder = format.chat().decoder();
    this.listener =
        event -> {
          if (event instanceof StreamEvent.Finished || event instanceof StreamEvent.Broken) {
            end = event;
          }
          heard |= !(event instanceof StreamEvent.Broken);
          account.accept(event);
        };
  }

  /// Hears the next bytes.
  void hear(byte[] bytes, int from, int to) {
    if (!deaf) {
      try {
        frames.accept(bytes, from, to, frame -> decoder.accept(frame, listener));
      } catch (Failed unreadable) {
        deaf = true;
      }
    }
  }

  /// The failure that stands in place of an answer: its first event tells one, or cannot be read.
  /// Null where the answer has begun, or where nothing came yet.
  @Nullable Failure insteadOfAnswer() {
    if (heard) {
      return null;
    }
    if (end instanceof StreamEvent.Broken(Failure failure, _)) {
      return failure;
    }
    return deaf
        ? Failure.of(Failure.Kind.PROVIDER_FAULT, "the provider answered with unreadable events")
        : null;
  }

  /// The bytes have ended cleanly. Gives the failure that the client must still be told because the
  /// provider did not: the answer's own end is missing. Null where the answer told its end, good or
  /// bad.
  @Nullable Failure ended() {
    if (deaf) {
      return null;
    }
    try {
      frames.end(frame -> decoder.accept(frame, listener));
    } catch (Failed unreadable) {
      return null;
    }
    if (end != null) {
      return null;
    }
    decoder.end(listener);
    return end instanceof StreamEvent.Broken(Failure failure, _) ? failure : null;
  }

  /// The bytes were cut. Gives this failure back where the client must be told, or null where the
  /// answer was complete before.
  @Nullable Failure cut(Failure failure) {
    if (end != null) {
      return null;
    }
    listener.accept(new StreamEvent.Broken(failure, null));
    return failure;
  }
}
