package dev.bifrost.simulator;

import java.time.Duration;

/// How the simulator behaves.
///
/// @param port where to listen on 127.0.0.1, 0 for any free port
/// @param pace the pause between two pieces of a streamed answer
public record SimulatorSettings(int port, Duration pace) {
  /// Any free port; as quick as a quick model.
  public static final SimulatorSettings DEFAULT = new SimulatorSettings(0, Duration.ofMillis(8));

  /// Any free port, no pauses.
  public static final SimulatorSettings QUICK = new SimulatorSettings(0, Duration.ZERO);
}
