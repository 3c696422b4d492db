package dev.bifrost.json;

/// One named value of an object.
public record Member(Str key, Json value) {

  /// The member's name, decoded.
  public String name() {
    return key.value();
  }
}
