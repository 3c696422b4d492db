package dev.bifrost.bench;

import java.io.PrintStream;
import java.util.Locale;

/// Prints what the rounds together say, for people.
///
/// @param out where to
record Table(PrintStream out) {
  /// Prints all of it.
  void print(Summary summary) {
    cpu(summary);
    latency(summary);
    delay(summary);
    memory(summary);
    verdicts(summary);
  }

  private void cpu(Summary summary) {
    out.printf(
        Locale.ROOT,
        "%n%-28s %10s %10s %7s %7s   %9s %9s %6s %6s%n",
        "CPU, us per request or chunk",
        "floor",
        "gateway",
        "ratio",
        "at most",
        "floor/s",
        "gateway/s",
        "ratio",
        "core");
    for (Profile profile : summary.profiles()) {
      out.printf(
          Locale.ROOT,
          "%-28s %10.1f %10.1f %7.2f %7s   %9.0f %9.0f %6.2f %5.0f%%%n",
          profile.name(),
          summary.atFullSpeed(profile, Side.FLOOR, Run::cpuMicros),
          summary.atFullSpeed(profile, Side.GATEWAY, Run::cpuMicros),
          summary.ratioToFloor(profile, Run::cpuMicros),
          profile.cpuLimit() == null ? "" : profile.cpuLimit(),
          summary.atFullSpeed(profile, Side.FLOOR, Run::rate),
          summary.atFullSpeed(profile, Side.GATEWAY, Run::rate),
          summary.ratioToFloor(profile, Run::rate),
          100 * summary.atFullSpeed(profile, Side.GATEWAY, run -> run.outcome().coreShare()));
    }
  }

  private void latency(Summary summary) {
    out.printf(
        Locale.ROOT,
        "%n%-28s %9s  %17s  %17s  %17s%n",
        "latency, ms at half speed",
        "rate/s",
        "direct p50   p99",
        "floor adds",
        "gateway adds");
    for (Profile profile : summary.profiles()) {
      if (profile.kind().measuresLatency()) {
        out.printf(
            Locale.ROOT,
            "%-28s %9.0f  %8.3f %8.3f  %8.3f %8.3f  %8.3f %8.3f%n",
            profile.name() + (profile.kind() == Kind.TOKEN ? " (first)" : ""),
            summary.paced(profile, Side.GATEWAY, Run::perSecond),
            summary.paced(profile, Side.DIRECT, run -> run.latencyMillis(0.5)),
            summary.paced(profile, Side.DIRECT, run -> run.latencyMillis(0.99)),
            summary.addedMillis(profile, Side.FLOOR, 0.5),
            summary.addedMillis(profile, Side.FLOOR, 0.99),
            summary.addedMillis(profile, Side.GATEWAY, 0.5),
            summary.addedMillis(profile, Side.GATEWAY, 0.99));
      }
    }
  }

  private void delay(Summary summary) {
    out.printf(
        Locale.ROOT,
        "%n%-28s %17s  %17s%n",
        "delay of a chunk, ms",
        "floor p50    p99",
        "gateway p50  p99");
    for (Profile profile : summary.profiles()) {
      if (profile.kind().countsChunks()) {
        out.printf(
            Locale.ROOT,
            "%-28s %8.3f %8.3f  %8.3f %8.3f%n",
            profile.name(),
            summary.atFullSpeed(profile, Side.FLOOR, run -> run.latencyMillis(0.5)),
            summary.atFullSpeed(profile, Side.FLOOR, run -> run.latencyMillis(0.99)),
            summary.atFullSpeed(profile, Side.GATEWAY, run -> run.latencyMillis(0.5)),
            summary.atFullSpeed(profile, Side.GATEWAY, run -> run.latencyMillis(0.99)));
      }
    }
  }

  private void memory(Summary summary) {
    out.printf(Locale.ROOT, "%n%-28s %10s %10s%n", "memory, MB (peak)", "floor", "gateway");
    out.printf(Locale.ROOT, "%-28s %10s %10.0f%n", "just started", "", summary.idleMegabytes());
    for (Profile profile : summary.profiles()) {
      out.printf(
          Locale.ROOT,
          "%-28s %10.0f %10.0f%n",
          profile.name(),
          summary.peakMegabytes(profile, Side.FLOOR),
          summary.peakMegabytes(profile, Side.GATEWAY));
    }
  }

  private void verdicts(Summary summary) {
    out.printf(Locale.ROOT, "%n%-44s %10s %10s%n", "promised", "measured", "at most");
    for (Verdict verdict : summary.verdicts()) {
      out.printf(
          Locale.ROOT,
          "%-44s %10.2f %10.2f  %s%n",
          verdict.measure(),
          verdict.value(),
          verdict.limit(),
          verdict.held() ? "ok" : "MISSED");
    }
  }
}
