package dev.bifrost.json;

/// The JSON `null`, which is not the same as an absent member.
public enum Null implements Json {
  NULL;

  @Override
  public void writeTo(Bytes out) {
    out.ascii("null");
  }
}
