package dev.bifrost.json;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures what the index pass over an agent's request costs: `IndexCost CAPTURE.json`. The turns
/// of the captured body are repeated until it has 100, 200 and 300 KB.
final class IndexCost {
  private static final int ROUNDS = 2_000;

  private IndexCost() {}

  public static void main(String[] args) throws IOException {
    Obj capture = (Obj) Json.parse(Files.readAllBytes(Path.of(args[0])));
    Obj body = capture.obj("body");
    if (body == null) {
      throw new IllegalArgumentException("no body in " + args[0]);
    }
    for (int kilobytes : new int[] {0, 100, 200, 300}) {
      byte[] text = Trees.compact(grown(body, kilobytes * 1_000)).toBytes();
      measure(text);
    }
  }

  private static Obj grown(Obj body, int size) {
    List<Json> messages = new ArrayList<>(body.list("messages").values());
    List<Json> turns = messages.subList(1, messages.size());
    Obj grown = body;
    List<Json> all = new ArrayList<>(messages);
    while (Trees.compact(grown).toBytes().length < size) {
      all.addAll(List.copyOf(turns));
      grown = body.with("messages", Json.of(all));
    }
    return grown;
  }

  private static void measure(byte[] text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    long kept = 0;
    for (int pass = 0; pass < 5; pass++) {
      long before = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < ROUNDS; i++) {
        kept += Json.parse(text) instanceof Obj object && object.isEmpty() ? 1 : 0;
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - before) / 1_000.0 / ROUNDS);
    }
    System.out.printf(
        "%d bytes: %.1f us, %.3f us per KB%s%n",
        text.length, best, best * 1_000 / text.length, kept == 0 ? "" : "!");
  }
}
