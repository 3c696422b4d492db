package dev.bifrost.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failed;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.recordings.Recording;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.wire.Cuts;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.RequestEdit;
import dev.bifrost.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The law of safety: whatever the bytes, a codec throws `Failed` or nothing, a stream is a
/// sentence, and reading an error never throws.
final class SafetyLawTest {
  private static final PathFacts PATH = new PathFacts("the-model", true);
  private static final List<RequestEdit> EDITS =
      List.of(
          new RequestEdit.SetModel("other"),
          new RequestEdit.SetStream(true),
          new RequestEdit.AskUsage(),
          new RequestEdit.RestoreReasoning());

  static Stream<WireFormat> formats() {
    return WireFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void streamsOfAnyBytes(WireFormat format) {
    Random random = new Random(1);
    for (int run = 0; run < 500; run++) {
      byte[] any = new byte[random.nextInt(400)];
      random.nextBytes(any);
      assertSentence(format, any);
    }
    for (Recording recording : some(format, random)) {
      byte[] stream = recording.eventStream();
      for (int run = 0; stream != null && run < 10; run++) {
        assertSentence(format, mutated(stream, random));
      }
    }
  }

  private static void assertSentence(WireFormat format, byte[] bytes) {
    List<StreamEvent> events =
        Machines.decoded(format, Cuts.frames(Framing.EVENT_STREAM, bytes, bytes.length + 1));
    assertThat(Machines.isSentence(events)).as("%s", events).isTrue();
    for (WireFormat client : WireFormats.all()) {
      List<StreamEvent> heard = Machines.decoded(client, Machines.encoded(client, events));
      assertThat(Machines.isSentence(heard)).as("%s", heard).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void framesInAnyOrder(WireFormat format) {
    Random random = new Random(2);
    for (Recording recording : some(format, random)) {
      byte[] stream = recording.eventStream();
      if (stream == null) {
        continue;
      }
      List<Frame> frames = Cuts.frames(Framing.EVENT_STREAM, stream, stream.length);
      for (int run = 0; run < 5; run++) {
        List<Frame> some = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
          some.add(frames.get(random.nextInt(frames.size())));
        }
        List<StreamEvent> events = Machines.decoded(format, some);
        assertThat(Machines.isSentence(events)).as("%s of %s", events, recording).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void answersRequestsAndErrorsOfAnyShape(WireFormat format) {
    Random random = new Random(3);
    for (Recording recording : some(format, random)) {
      Json answer = recording.body();
      Obj request = recording.requestBody();
      for (int run = 0; run < 10; run++) {
        if (answer instanceof Obj body && mangled(body, random, 0) instanceof Obj odd) {
          readAnswer(format, odd);
          assertThat(
                  format.readFailure(400 + random.nextInt(200), HeaderLookup.NONE, odd.toBytes()))
              .isNotNull();
        }
        if (request != null && mangled(request, random, 0) instanceof Obj odd) {
          readRequest(format, odd);
        }
      }
    }
    byte[] any = new byte[60];
    for (int run = 0; run < 200; run++) {
      random.nextBytes(any);
      assertThat(format.readFailure(random.nextInt(1_000), HeaderLookup.NONE, any)).isNotNull();
    }
  }

  private static void readAnswer(WireFormat format, Obj odd) {
    try {
      List<StreamEvent> events = format.chat().readAnswer(odd);
      assertThat(Machines.isSentence(events)).as("%s", events).isTrue();
      for (WireFormat client : WireFormats.all()) {
        if (Machines.isFinished(events)) {
          client.chat().writeAnswer(Machines.HEAD, Machines.whole(events));
        }
      }
    } catch (Failed refused) {
      assertThat(refused.failure().message()).isNotBlank();
    }
  }

  private static void readRequest(WireFormat format, Obj odd) {
    try {
      ChatRequest request = format.chat().read(odd, PATH);
      for (WireFormat target : WireFormats.all()) {
        Obj written = target.chat().write(request).body();
        assertThat(Json.parse(written.toBytes())).isEqualTo(written);
      }
    } catch (Failed refused) {
      assertThat(refused.failure().message()).isNotBlank();
    }
    try {
      format.chat().head(odd, PATH);
      assertThat(Json.parse(format.chat().edit((Obj) Json.parse(odd.toBytes()), EDITS)))
          .isInstanceOf(Obj.class);
    } catch (Failed refused) {
      assertThat(refused.failure().message()).isNotBlank();
    }
  }

  /// Every tenth recording of the format, of whatever status.
  private static List<Recording> some(WireFormat format, Random random) {
    return Recordings.of(format.name()).filter(_ -> random.nextInt(10) == 0).toList();
  }

  private static byte[] mutated(byte[] stream, Random random) {
    byte[] changed = stream.clone();
    byte[] words = "{}[]:,\"\n01ae".getBytes(StandardCharsets.US_ASCII);
    for (int i = random.nextInt(6); i >= 0; i--) {
      changed[random.nextInt(changed.length)] = words[random.nextInt(words.length)];
    }
    return changed;
  }

  /// The value with some values inside it replaced by others of another type.
  private static Json mangled(Json value, Random random, int depth) {
    if (depth > 0 && random.nextInt(25) == 0) {
      return switch (random.nextInt(8)) {
        case 0 -> Json.parse("null");
        case 1 -> Json.of(random.nextInt());
        case 2 -> Json.of("odd");
        case 3 -> Json.parse("[]");
        case 4 -> Json.parse("{}");
        case 5 -> Json.parse("[{\"type\":\"text\"},5,null]");
        case 6 -> Json.parse("-1.5e3");
        default -> Json.of(true);
      };
    }
    return switch (value) {
      case Obj object -> {
        ObjBuilder built = Json.obj();
        object
            .members()
            .forEach(
                member -> built.put(member.name(), mangled(member.value(), random, depth + 1)));
        yield built.build();
      }
      case Arr array ->
          Json.of(array.values().stream().map(item -> mangled(item, random, depth + 1)).toList());
      case Str _, Num _, Bool _, Null _ -> value;
    };
  }
}
