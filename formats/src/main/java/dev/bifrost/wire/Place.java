package dev.bifrost.wire;

import org.jspecify.annotations.Nullable;

/// Where in a request something stands. Its text is made only for a fault.
///
/// @param outer what it stands in; null for the request itself
/// @param name the member's name; null for an item of a list
/// @param index the item's place in its list
public record Place(@Nullable Place outer, @Nullable String name, int index) {
  /// The request itself.
  public static final Place ROOT = new Place(null, null, 0);

  /// A member of the object here.
  public Place member(String member) {
    return new Place(this, member, 0);
  }

  /// An item of the list here.
  public Place item(int at) {
    return new Place(this, null, at);
  }

  /// Such as `input[2].content[0].text`.
  public String path() {
    if (outer == null) {
      return "";
    }
    String before = outer.path();
    if (name == null) {
      return before + "[" + index + "]";
    }
    return before.isEmpty() ? name : before + "." + name;
  }
}
