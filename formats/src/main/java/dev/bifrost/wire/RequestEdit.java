package dev.bifrost.wire;

/// A named change of a request on the way to a provider of the client's own format.
public sealed interface RequestEdit {
  /// Asks another model; formats that say the model in the path have nothing to change.
  record SetModel(String model) implements RequestEdit {}

  /// Asks for a streamed answer, or for a whole one.
  record SetStream(boolean stream) implements RequestEdit {}

  /// Asks the provider to tell the usage at the end of a stream, where it must be asked (OpenAI
  /// Chat).
  record AskUsage() implements RequestEdit {}

  /// Takes out reasoning whose seal another format made (see `Signature#envelope`) and puts this
  /// format's own seals back in place of their envelopes.
  record RestoreReasoning() implements RequestEdit {}
}
