package dev.bifrost.chat;

import dev.bifrost.failure.Failure;
import dev.bifrost.json.Str;
import org.jspecify.annotations.Nullable;

/// One step of an answer. Every stream is a sentence of one grammar: `Started (PartStarted Delta*
/// PartEnded)* (Finished | Broken)`, where parts may overlap by index and a [Broken] may stand
/// anywhere, last. A whole answer is the events it would have streamed.
public sealed interface StreamEvent {

  /// The answer begins.
  ///
  /// @param id the provider's id of the answer; empty where it gave none
  /// @param model the model that answers, as the provider spells it; empty where it did not say
  /// @param usage what is known of the usage already (Anthropic tells the input first), or null
  record Started(String id, String model, @Nullable Usage usage, Extras extras)
      implements StreamEvent {}

  /// A part begins.
  ///
  /// @param index the part's place in the answer: 0, 1, 2 … in the order of the starts
  /// @param head the part so far: texts and arguments are empty or their first piece; kinds that do
  ///   not stream come whole
  record PartStarted(int index, Part head) implements StreamEvent {}

  /// More of a text or a refusal.
  record TextDelta(int index, Str text) implements StreamEvent {}

  /// More of a thought.
  record ReasoningDelta(int index, Str text) implements StreamEvent {}

  /// More of a call's arguments, as text.
  record ArgumentsDelta(int index, Str text) implements StreamEvent {}

  /// The seal of a thought.
  record SignatureDelta(int index, Signature signature) implements StreamEvent {}

  /// A source that a text cites.
  record CitationDelta(int index, Citation citation) implements StreamEvent {}

  /// The part is complete.
  record PartEnded(int index) implements StreamEvent {}

  /// The answer is complete.
  ///
  /// @param stopSequence the stop text that was met, or null
  /// @param usage the whole usage, or null where the provider told none
  record Finished(
      FinishReason reason, @Nullable Str stopSequence, @Nullable Usage usage, Extras extras)
      implements StreamEvent {}

  /// The answer ends in a failure: the provider said so, or the stream broke off. What came before
  /// is not a whole answer.
  ///
  /// @param usage what was used until then as far as it is known, or null
  record Broken(Failure failure, @Nullable Usage usage) implements StreamEvent {}
}
