package dev.bifrost.wire;

import org.jspecify.annotations.Nullable;

/// What the path of a request says that other formats say in the body (Gemini's model and method).
///
/// @param model the model in the path, decoded, or null
/// @param stream whether the path asks for a stream
public record PathFacts(@Nullable String model, boolean stream) {
  /// The path says nothing.
  public static final PathFacts NONE = new PathFacts(null, false);
}
