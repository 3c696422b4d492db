package dev.bifrost.simulator;

/// What a model's name asks for: a script, a fault, or both with a plus between them, such as
/// `tool-call+cut-5`.
///
/// @param script what is said; nobody's name is an echo
/// @param fault how it is spoilt, without its number; nobody's name is no fault
/// @param number the number at the end of the fault's name, or -1
record ModelName(String script, String fault, int number) {
  /// How the name of a recording begins.
  static final String RECORDING = "recording:";

  private static final int MOST_DIGITS = 6;

  static ModelName of(String model) {
    int plus = model.lastIndexOf('+');
    if (plus < 0 && model.startsWith(RECORDING)) {
      return new ModelName(model, "", -1);
    }
    String script = plus < 0 ? model : model.substring(0, plus);
    String fault = model.substring(plus + 1);
    int digits = fault.length();
    while (digits > 0 && Character.isDigit(fault.charAt(digits - 1))) {
      digits--;
    }
    int count = fault.length() - digits;
    if (count == 0 || count > MOST_DIGITS) {
      return new ModelName(script, fault, -1);
    }
    boolean dash = digits > 0 && fault.charAt(digits - 1) == '-';
    return new ModelName(
        script,
        fault.substring(0, dash ? digits - 1 : digits),
        Integer.parseInt(fault.substring(digits)));
  }

  /// The number, or another where none was given.
  int number(int otherwise) {
    return number < 0 ? otherwise : number;
  }

  /// The name of the recording to play, or an empty text where a script is to speak.
  String recording() {
    return script.startsWith(RECORDING) ? script.substring(RECORDING.length()) : "";
  }
}
