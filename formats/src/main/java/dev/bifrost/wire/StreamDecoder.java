package dev.bifrost.wire;

import dev.bifrost.chat.StreamEvent;
import java.util.function.Consumer;

/// Understands one streamed answer, frame by frame. What it tells is always a sentence of the
/// grammar of [StreamEvent], with exactly one `Finished` or `Broken`; it closes what a provider
/// left open. Frames after the end are ignored. It never throws: a frame that cannot be read is a
/// [StreamEvent.Broken] of kind `PROVIDER_FAULT`. Private state, one stream, one thread.
public interface StreamDecoder {
  /// Takes the next frame and tells what it means.
  void accept(Frame frame, Consumer<? super StreamEvent> out);

  /// The stream's bytes have ended cleanly. Where the format's own end was not seen this tells
  /// [StreamEvent.Broken] of kind `CONNECTION_BROKEN`: a cut is never a success.
  void end(Consumer<? super StreamEvent> out);
}
