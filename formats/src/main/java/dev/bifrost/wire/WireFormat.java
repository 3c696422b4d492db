package dev.bifrost.wire;

import dev.bifrost.failure.Failure;

/// A language that clients or providers speak. One object per format, without state, safe for many
/// threads.
public interface WireFormat {
  /// Its name in provider files, records and extras, such as `anthropic.messages`.
  String name();

  /// How chat is spoken in it.
  ChatCodec chat();

  /// How frames lie in the bytes of a streamed answer; the default is the event stream.
  default Framing framing() {
    return Framing.EVENT_STREAM;
  }

  /// Phrases a failure before anything was streamed.
  Reply writeFailure(Failure failure);

  /// Understands a provider's error answer. Never throws: a body that is not of this format gives a
  /// failure with what can be told from the status.
  ///
  /// @param status the HTTP status
  /// @param headers looks up a header by its lower-case name
  /// @param body the whole body, decoded
  Failure readFailure(int status, HeaderLookup headers, byte[] body);
}
