package dev.bifrost.bench;

import dev.bifrost.bench.load.Generator;
import dev.bifrost.bench.load.Outcome;
import dev.bifrost.bench.load.Pace;
import dev.bifrost.bench.load.Plan;
import dev.bifrost.bench.load.Window;
import dev.bifrost.bench.machine.Floor;
import dev.bifrost.bench.machine.Gateway;
import dev.bifrost.bench.machine.MockProcess;
import dev.bifrost.bench.machine.ProcessTree;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures the profiles on a gateway that has just been started, each beside the floor in the same
/// minute. Which of the two goes first changes with the round.
final class Session {
  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final Duration DRAIN = Duration.ofSeconds(15);
  private static final Duration FLOOR_WARM_UP = Duration.ofSeconds(1);
  private static final int PACED_CONNECTIONS = 256;

  private final Settings.Length length;
  private final Requests requests;
  private final MockProcess mock;
  private final Floor floor;
  private final Gateway gateway;
  private final int round;
  private final PrintStream out;
  private final List<Run> runs = new ArrayList<>();

  /// The gateway, and what it is measured with.
  record Stage(MockProcess mock, Floor floor, Gateway gateway) {}

  Session(Settings.Length length, Requests requests, Stage stage, int round, PrintStream out) {
    this.length = length;
    this.requests = requests;
    this.mock = stage.mock();
    this.floor = stage.floor();
    this.gateway = stage.gateway();
    this.round = round;
    this.out = out;
  }

  /// Measures all of them in this order.
  List<Run> measure(List<Profile> profiles) throws IOException {
    for (Profile profile : profiles) {
      switch (profile.kind()) {
        case OPEN -> both(profile, openStreams(profile.kind()));
        case PLAIN, AGENT, STREAM, TOKEN -> {
          warmUp(profile);
          both(profile, new Window(SETTLE, length.window(), DRAIN));
          if (profile.kind().measuresLatency()) {
            latency(profile);
          }
        }
      }
    }
    return List.copyOf(runs);
  }

  /// Long enough for every stream to begin, too short for any to be asked for twice.
  private static Window openStreams(Kind kind) {
    Duration stream = Duration.ofMillis((long) kind.script().chunks() * kind.script().gapMillis());
    return new Window(kind.ramp(), stream.minus(kind.ramp().multipliedBy(2)), DRAIN);
  }

  private void warmUp(Profile profile) throws IOException {
    run(profile, Side.FLOOR, new Window(FLOOR_WARM_UP, Duration.ZERO, DRAIN), 0);
    run(profile, Side.GATEWAY, new Window(length.warmUp(), Duration.ZERO, DRAIN), 0);
  }

  private void both(Profile profile, Window window) throws IOException {
    List<Side> order =
        round % 2 == 1 ? List.of(Side.FLOOR, Side.GATEWAY) : List.of(Side.GATEWAY, Side.FLOOR);
    for (Side side : order) {
      keep(run(profile, side, window, 0));
    }
  }

  private void latency(Profile profile) throws IOException {
    double best = 0;
    for (Run run : runs) {
      if (run.profile().equals(profile) && run.side() == Side.GATEWAY && !run.paced()) {
        best = run.outcome().requestsPerSecond();
      }
    }
    if (best > 0) {
      for (Side side : Side.values()) {
        keep(run(profile, side, new Window(SETTLE, length.window(), DRAIN), best / 2));
      }
    }
  }

  /// One run; at `perSecond` requests a second, or at 0 as fast as it goes.
  private Run run(Profile profile, Side side, Window window, double perSecond) throws IOException {
    ProcessTree tree = tree(side);
    Plan plan = requests.plan(profile, side, address(side));
    tree.forgetPeak();
    boolean paced = perSecond > 0;
    Pace pace = paced ? new Pace.Open(perSecond, round) : new Pace.Closed(profile.kind().ramp());
    int connections = paced ? PACED_CONNECTIONS : profile.kind().connections();
    Outcome outcome = Generator.run(plan, pace, window, tree::cpuNanos, connections);
    Run.Subject subject = new Run.Subject(profile, side, round);
    return new Run(subject, perSecond, outcome, tree.memory());
  }

  private void keep(Run run) {
    runs.add(run);
    out.printf(
        Locale.ROOT,
        "  %d %-26s %-8s %8.0f/s %8.1f us %4.0f%% core  p50 %7.3f p99 %7.3f ms  %4d MB  %s%n",
        run.round(),
        run.profile().name(),
        run.side().word() + (run.paced() ? "/2" : ""),
        run.rate(),
        run.cpuMicros(),
        100 * run.outcome().coreShare(),
        run.latencyMillis(0.5),
        run.latencyMillis(0.99),
        run.memory().peak() >> 20,
        run.outcome().errors().isEmpty() ? "" : "ERRORS " + run.outcome().errors());
  }

  private InetSocketAddress address(Side side) {
    return switch (side) {
      case DIRECT -> mock.address();
      case FLOOR -> floor.address();
      case GATEWAY -> gateway.address();
    };
  }

  private ProcessTree tree(Side side) {
    return switch (side) {
      case DIRECT -> mock.tree();
      case FLOOR -> floor.tree();
      case GATEWAY -> gateway.tree();
    };
  }
}
