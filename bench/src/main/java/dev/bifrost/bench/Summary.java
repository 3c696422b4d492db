package dev.bifrost.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What all rounds together say: the median of the rounds, and ratios within each round.
///
/// @param starts of the gateway, one a round
/// @param runs all windows
record Summary(List<Start> starts, List<Run> runs) {
  private static final double FIRST_TOKEN_ADDED_MILLIS = 2;
  private static final double OPEN_STREAMS_MEGABYTES = 250;
  private static final double START_UP_SECONDS = 1;
  private static final double MEGABYTE = 1 << 20;

  /// The profiles that were measured, in order.
  List<Profile> profiles() {
    return runs.stream().map(Run::profile).distinct().toList();
  }

  /// The median over the rounds of a figure of the windows at full speed; `NaN` without any.
  double atFullSpeed(Profile profile, Side side, ToDoubleFunction<Run> figure) {
    return median(fullSpeed(profile, side).mapToDouble(figure).toArray());
  }

  /// The same of the paced windows.
  double paced(Profile profile, Side side, ToDoubleFunction<Run> figure) {
    return median(pacedRuns(profile, side).mapToDouble(figure).toArray());
  }

  /// The median of the gateway's figure divided by the floor's of the same round.
  double ratioToFloor(Profile profile, ToDoubleFunction<Run> figure) {
    return median(
        fullSpeed(profile, Side.GATEWAY)
            .flatMapToDouble(run ->
                fullSpeed(profile, Side.FLOOR)
                    .filter(floor -> floor.round() == run.round())
                    .mapToDouble(floor -> figure.applyAsDouble(run) / figure.applyAsDouble(floor)))
            .toArray());
  }

  /// The median of what that side adds, in milliseconds, to what the mock takes when asked
  /// directly.
  double addedMillis(Profile profile, Side side, double quantile) {
    return median(
        pacedRuns(profile, side)
            .flatMapToDouble(run ->
                pacedRuns(profile, Side.DIRECT)
                    .filter(direct -> direct.round() == run.round())
                    .mapToDouble(
                        direct -> run.latencyMillis(quantile) - direct.latencyMillis(quantile)))
            .toArray());
  }

  private Stream<Run> fullSpeed(Profile profile, Side side) {
    return of(profile, side).filter(run -> !run.paced());
  }

  private Stream<Run> pacedRuns(Profile profile, Side side) {
    return of(profile, side).filter(Run::paced);
  }

  private Stream<Run> of(Profile profile, Side side) {
    return runs.stream().filter(run -> run.profile().equals(profile) && run.side() == side);
  }

  static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The median start-up time in seconds.
  double startSeconds() {
    return median(starts.stream().mapToDouble(Start::seconds).toArray());
  }

  /// The median memory of a gateway that has only just started, in MB.
  double idleMegabytes() {
    return median(starts.stream().mapToDouble(start -> start.idleBytes() / MEGABYTE).toArray());
  }

  /// The median of the peak memory in that profile's full-speed window, in MB.
  double peakMegabytes(Profile profile, Side side) {
    return atFullSpeed(profile, side, run -> run.memory().peak() / MEGABYTE);
  }

  /// Errors in all windows.
  long errors() {
    return runs.stream().mapToLong(run -> run.outcome().errorCount()).sum();
  }

  /// All that was promised about what was measured.
  List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Profile profile : profiles()) {
      Double limit = profile.cpuLimit();
      if (limit != null) {
        double ratio = ratioToFloor(profile, Run::cpuMicros);
        verdicts.add(new Verdict(profile.name() + " CPU, x floor", ratio, limit));
      }
      if (profile.kind() == Kind.TOKEN) {
        double added = addedMillis(profile, Side.GATEWAY, 0.99);
        verdicts.add(
            new Verdict(profile.name() + " added p99, ms", added, FIRST_TOKEN_ADDED_MILLIS));
      }
      if (profile.kind() == Kind.OPEN) {
        double peak = peakMegabytes(profile, Side.GATEWAY);
        verdicts.add(new Verdict(profile.name() + " memory, MB", peak, OPEN_STREAMS_MEGABYTES));
      }
    }
    verdicts.add(new Verdict("start to first answer, s", startSeconds(), START_UP_SECONDS));
    verdicts.add(new Verdict("errors", errors(), 0));
    return verdicts;
  }
}
