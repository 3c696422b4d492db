package dev.bifrost.formats.openai.responses;

import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;

/// A text that comes in pieces. One thread.
final class Pieces {
  private final List<Str> pieces = new ArrayList<>();

  void add(Str piece) {
    pieces.add(piece);
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// The text so far; joining makes it one piece.
  Str joined() {
    if (pieces.isEmpty()) {
      return Str.EMPTY;
    }
    Str whole = Str.join(pieces);
    pieces.clear();
    pieces.add(whole);
    return whole;
  }
}
