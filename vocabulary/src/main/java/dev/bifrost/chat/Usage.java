package dev.bifrost.chat;

/// Tokens of one exchange, by kind. One convention for all formats: `input` includes what was read
/// from and written to the prompt cache, `output` includes reasoning.
///
/// @param input tokens of the prompt, cached ones included
/// @param output tokens of the answer, reasoning included
/// @param cacheRead tokens of the prompt that were read from the cache
/// @param cacheWrite tokens of the prompt that were written to the cache, whatever the lifetime
/// @param cacheWriteHour those of `cacheWrite` that live an hour
/// @param reasoning those of `output` that are reasoning
public record Usage(
    long input, long output, long cacheRead, long cacheWrite, long cacheWriteHour, long reasoning) {

  /// Plain tokens, no cache, no reasoning.
  public static Usage of(long input, long output) {
    return new Usage(input, output, 0, 0, 0, 0);
  }

  /// Prompt and answer together.
  public long total() {
    return input + output;
  }
}
