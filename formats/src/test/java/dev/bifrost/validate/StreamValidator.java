package dev.bifrost.validate;

import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.Frame;
import java.util.ArrayList;
import java.util.List;

/// Holds one streamed answer of a dialect to the rules of that dialect's strictest client. One use.
public abstract class StreamValidator {
  private final List<String> faults = new ArrayList<>();
  private int frame;

  /// What is wrong with the stream; nothing where it is as it should be.
  public final List<String> faults(List<Frame> frames) {
    for (Frame one : frames) {
      accept(one);
      frame++;
    }
    end();
    return faults;
  }

  /// Takes the next frame.
  abstract void accept(Frame one);

  /// The stream has ended.
  abstract void end();

  /// Whether the stream told a failure and not an end.
  public abstract boolean isFailed();

  /// Notes a fault unless the claim holds.
  final void require(boolean holds, String fault) {
    if (!holds) {
      faults.add("frame " + frame + ": " + fault);
    }
  }

  /// The frame's text as an object; an empty one where it is none, which is a fault.
  final Obj object(Frame one) {
    try {
      if (one.json() instanceof Obj object) {
        return object;
      }
    } catch (JsonFault notJson) {
      // Told below.
    }
    require(false, "is no JSON object: " + one.text());
    return Obj.empty();
  }

  /// Whether the text is the text of a JSON object, as a call's arguments must be.
  static boolean isObject(String text) {
    try {
      return Json.parse(text) instanceof Obj;
    } catch (JsonFault notJson) {
      return false;
    }
  }
}
