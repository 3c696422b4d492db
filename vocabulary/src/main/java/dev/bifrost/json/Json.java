package dev.bifrost.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A JSON value (RFC 8259). Pattern-match over the six kinds; read a text with [#parse], build with
/// the factories here and on the kinds.
public sealed interface Json permits Obj, Arr, Str, Num, Bool, Null {

  /// Reads one JSON text. The array is not copied: nobody may write to it afterwards.
  ///
  /// @throws JsonFault when the bytes are not one strict JSON text
  static Json parse(byte[] text) {
    return JsonReader.read(text, 0, text.length);
  }

  /// Reads the JSON text that lies in `text` from `from` (inclusive) to `to` (exclusive); the array
  /// is not copied.
  ///
  /// @throws JsonFault when the bytes are not one strict JSON text
  static Json parse(byte[] text, int from, int to) {
    return JsonReader.read(text, from, to);
  }

  /// Reads a JSON text from a string, for tests and configuration.
  ///
  /// @throws JsonFault when it is not one strict JSON text
  static Json parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A new string value.
  static Str of(String value) {
    return Str.of(value);
  }

  /// A new whole number.
  static Num of(long value) {
    return Num.of(value);
  }

  /// A new truth value.
  static Bool of(boolean value) {
    return value ? Bool.TRUE : Bool.FALSE;
  }

  /// A new array of these values.
  static Arr of(List<? extends Json> values) {
    return Arr.of(values);
  }

  /// Starts a new object; members stand in the order in which they are put.
  static ObjBuilder obj() {
    return new ObjBuilder();
  }

  /// Appends this value's text to `out`; what came from a document is copied as it stood there.
  void writeTo(Bytes out);

  /// This value's text as bytes of its own.
  default byte[] toBytes() {
    Bytes out = new Bytes(256);
    writeTo(out);
    return out.toArray();
  }

  /// This value's text as a string, for tests, logs and cold paths.
  default String text() {
    return new String(toBytes(), StandardCharsets.UTF_8);
  }
}
