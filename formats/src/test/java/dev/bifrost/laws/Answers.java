package dev.bifrost.laws;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failed;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recording;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.wire.Cuts;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One recorded answer of status 200 in one of our formats.
///
/// @param format the format it came in
/// @param bytes the event stream, or null where it came whole
/// @param events what its format understands of it
public record Answers(
    WireFormat format, Recording recording, byte @Nullable [] bytes, List<StreamEvent> events) {

  /// The bytes of the event stream.
  public byte[] stream() {
    return Objects.requireNonNull(bytes);
  }

  /// All recorded answers, streamed and whole. Answers that the format refuses as none of its own
  /// are left out; the format's own tests tell them.
  public static List<Answers> all() {
    List<Answers> all = new ArrayList<>();
    for (WireFormat format : WireFormats.all()) {
      Recordings.of(format.name())
          .filter(recording -> recording.status() == 200)
          .forEach(recording -> add(format, recording, all));
    }
    return all;
  }

  private static void add(WireFormat format, Recording recording, List<Answers> all) {
    byte[] bytes = recording.eventStream();
    if (bytes != null) {
      all.add(new Answers(format, recording, bytes, decoded(format, bytes)));
    } else if (recording.body() instanceof Obj body) {
      try {
        all.add(new Answers(format, recording, null, format.chat().readAnswer(body)));
      } catch (Failed noAnswer) {
        return;
      }
    }
  }

  private static List<StreamEvent> decoded(WireFormat format, byte[] bytes) {
    return Machines.decoded(format, Cuts.frames(Framing.EVENT_STREAM, bytes, bytes.length));
  }
}
