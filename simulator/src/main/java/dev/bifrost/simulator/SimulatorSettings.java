package dev.bifrost.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the simulator behaves.
///
/// @param port where to listen on 127.0.0.1, 0 for any free port
/// @param pace the pause before each piece of a streamed answer
/// @param recordings the folder of the recordings that `recording:NAME` plays, or null
public record SimulatorSettings(int port, Duration pace, @Nullable Path recordings) {
  /// Any free port; as quick as a quick model.
  public static final SimulatorSettings DEFAULT =
      new SimulatorSettings(0, Duration.ofMillis(8), null);

  /// Any free port, no pauses.
  public static final SimulatorSettings QUICK = new SimulatorSettings(0, Duration.ZERO, null);

  /// The same with recordings from that folder.
  public SimulatorSettings withRecordings(Path folder) {
    return new SimulatorSettings(port, pace, folder);
  }

  /// What a command line says: `--port N`, `--recordings DIR`.
  ///
  /// @throws IllegalArgumentException where it says anything else
  static SimulatorSettings parse(List<String> words) {
    SimulatorSettings settings = new SimulatorSettings(0, Duration.ofMillis(1), null);
    Iterator<String> all = words.iterator();
    while (all.hasNext()) {
      String flag = all.next();
      if (!all.hasNext()) {
        throw new IllegalArgumentException(flag + " wants a value");
      }
      String value = all.next();
      settings =
          switch (flag) {
            case "--port" ->
                new SimulatorSettings(
                    Integer.parseInt(value), settings.pace(), settings.recordings());
            case "--recordings" -> settings.withRecordings(Path.of(value));
            default -> throw new IllegalArgumentException("unknown flag " + flag);
          };
    }
    return settings;
  }
}
