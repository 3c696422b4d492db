package dev.bifrost.bench;

import dev.bifrost.bench.load.Histogram;
import dev.bifrost.bench.load.Outcome;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes every figure of every window to a file, for programs and for comparing over time.
///
/// @param setting how it was measured, in words
record JsonReport(Obj setting) {
  private static final int DIGITS = 4;
  private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99, 0.999);

  /// Writes the file; its folder is made when it is missing.
  void write(Summary summary, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, json(summary).toBytes());
  }

  /// The whole report.
  Obj json(Summary summary) {
    return Json.obj()
        .put("setting", setting)
        .put("errors", summary.errors())
        .put("verdicts", Json.of(summary.verdicts().stream().map(JsonReport::verdict).toList()))
        .put(
            "profiles",
            Json.of(summary.profiles().stream().map(each -> profile(summary, each)).toList()))
        .put("starts", Json.of(summary.starts().stream().map(JsonReport::start).toList()))
        .put("runs", Json.of(summary.runs().stream().map(JsonReport::run).toList()))
        .build();
  }

  private static Obj verdict(Verdict verdict) {
    return Json.obj()
        .put("measure", verdict.measure())
        .put("value", decimal(verdict.value()))
        .put("limit", decimal(verdict.limit()))
        .put("held", verdict.held())
        .build();
  }

  private static Obj profile(Summary summary, Profile profile) {
    ObjBuilder json =
        Json.obj()
            .put("name", profile.name())
            .put("unit", profile.kind().countsChunks() ? "chunk" : "request")
            .put("floor", side(summary, profile, Side.FLOOR))
            .put("gateway", side(summary, profile, Side.GATEWAY))
            .put("cpuRatio", decimal(summary.ratioToFloor(profile, Run::cpuMicros)))
            .put("rateRatio", decimal(summary.ratioToFloor(profile, Run::rate)));
    if (profile.kind().measuresLatency()) {
      json.put("addedMillis", added(summary, profile, Side.GATEWAY))
          .put("floorAddedMillis", added(summary, profile, Side.FLOOR));
    }
    return json.build();
  }

  private static Obj side(Summary summary, Profile profile, Side side) {
    return Json.obj()
        .put("cpuMicros", decimal(summary.atFullSpeed(profile, side, Run::cpuMicros)))
        .put("perSecond", decimal(summary.atFullSpeed(profile, side, Run::rate)))
        .put("peakMegabytes", decimal(summary.peakMegabytes(profile, side)))
        .build();
  }

  private static Obj added(Summary summary, Profile profile, Side side) {
    return Json.obj()
        .put("p50", decimal(summary.addedMillis(profile, side, 0.5)))
        .put("p99", decimal(summary.addedMillis(profile, side, 0.99)))
        .build();
  }

  private static Obj start(Start start) {
    return Json.obj()
        .put("round", start.round())
        .put("seconds", decimal(start.seconds()))
        .put("idleBytes", start.idleBytes())
        .build();
  }

  private static Obj run(Run run) {
    Outcome outcome = run.outcome();
    ObjBuilder errors = Json.obj();
    outcome.errors().forEach(errors::put);
    return Json.obj()
        .put("profile", run.profile().name())
        .put("side", run.side().word())
        .put("round", run.round())
        .put("pacedPerSecond", decimal(run.perSecond()))
        .put("requests", outcome.counts().requests())
        .put("chunks", outcome.counts().chunks())
        .put("wallNanos", outcome.counts().wallNanos())
        .put("cpuNanos", outcome.counts().cpuNanos())
        .put("perSecond", decimal(run.rate()))
        .put("cpuMicros", decimal(run.cpuMicros()))
        .put("answerMillis", quantiles(outcome.times().answer()))
        .put("firstMillis", quantiles(outcome.times().first()))
        .put("delayMillis", quantiles(outcome.times().delay()))
        .put("residentBytes", run.memory().resident())
        .put("peakBytes", run.memory().peak())
        .put("errors", errors.build())
        .build();
  }

  private static Obj quantiles(Histogram histogram) {
    ObjBuilder json = Json.obj().put("count", histogram.count());
    if (histogram.count() > 0) {
      for (Double share : QUANTILES) {
        String name = "p" + BigDecimal.valueOf(100 * share).stripTrailingZeros().toPlainString();
        json.put(name, decimal(histogram.quantile(share) / 1e6));
      }
      json.put("max", decimal(histogram.max() / 1e6));
    }
    return json.build();
  }

  /// A number to four digits; null where there was nothing to measure.
  private static Json decimal(double value) {
    if (!Double.isFinite(value)) {
      return Null.NULL;
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    return Num.of(rounded);
  }
}
