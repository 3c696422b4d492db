package dev.bifrost.bench.mock;

import org.jspecify.annotations.Nullable;

/// How the mock answers, as the model's name says: `bench-plain` at once and whole,
/// `bench-plain-20` after 20 ms, `bench-s50x100` as a stream of 50 pieces of text 100 ms apart.
///
/// @param chunks the pieces of text of a stream; 0 for a whole answer
/// @param gapMillis between two pieces
/// @param delayMillis before the answer begins
public record Script(int chunks, int gapMillis, int delayMillis) {
  /// What every model's name begins with.
  public static final String PREFIX = "bench-";

  private static final String PLAIN = PREFIX + "plain";
  private static final String STREAM = PREFIX + "s";

  /// A whole answer, at once.
  public static final Script AT_ONCE = new Script(0, 0, 0);

  /// A stream.
  public static Script stream(int chunks, int gapMillis) {
    return new Script(chunks, gapMillis, 0);
  }

  /// The script that this model stands for, or null.
  public static @Nullable Script of(String model) {
    try {
      if (model.equals(PLAIN)) {
        return AT_ONCE;
      }
      if (model.startsWith(PLAIN + "-")) {
        return new Script(0, 0, Integer.parseInt(model.substring(PLAIN.length() + 1)));
      }
      int by = model.indexOf('x');
      if (model.startsWith(STREAM) && by > 0) {
        return stream(
            Integer.parseInt(model.substring(STREAM.length(), by)),
            Integer.parseInt(model.substring(by + 1)));
      }
      return null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// Whether it is a stream.
  public boolean streamed() {
    return chunks > 0;
  }

  /// The model's name.
  public String model() {
    if (streamed()) {
      return STREAM + chunks + "x" + gapMillis;
    }
    return delayMillis == 0 ? PLAIN : PLAIN + "-" + delayMillis;
  }
}
