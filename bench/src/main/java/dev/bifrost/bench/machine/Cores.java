package dev.bifrost.bench.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which core the measured process has to itself, and which one the load and the mock share.
///
/// @param pinned whether that is so; not where there is one core only, or no `taskset`
public record Cores(boolean pinned, int measured, int load) {
  private static final String TASKSET = "taskset";

  /// The first two cores that this process may use.
  public static Cores ofThisMachine() throws IOException {
    List<Integer> allowed = allowed();
    boolean pinned = allowed.size() >= 2 && Executables.find(TASKSET) != null;
    return pinned ? new Cores(true, allowed.get(0), allowed.get(1)) : new Cores(false, 0, 0);
  }

  /// The cores of `Cpus_allowed_list`, such as `0-3,8`.
  private static List<Integer> allowed() throws IOException {
    List<Integer> cores = new ArrayList<>();
    String list = ProcFile.of(Path.of("/proc/self/status")).field("Cpus_allowed_list");
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
        cores.add(core);
      }
    }
    return cores;
  }

  /// The command, bound to the core of what is measured.
  public List<String> onMeasured(List<String> command) {
    return on(measured, command);
  }

  /// The command, bound to the core of the load.
  public List<String> onLoad(List<String> command) {
    return on(load, command);
  }

  private List<String> on(int core, List<String> command) {
    if (!pinned) {
      return command;
    }
    List<String> bound = new ArrayList<>(List.of(TASKSET, "-c", Integer.toString(core)));
    bound.addAll(command);
    return bound;
  }

  /// Binds all threads of this process to the core of the load.
  public void bindThisProcess() throws IOException, InterruptedException {
    if (pinned) {
      String pid = Long.toString(ProcessHandle.current().pid());
      Process process =
          new ProcessBuilder(TASKSET, "-a", "-c", "-p", Integer.toString(load), pid)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException("taskset could not bind the load generator");
      }
    }
  }

  /// How it is in words, for the report.
  public String inWords() {
    return pinned
        ? "measured process on core " + measured + ", load and mock on core " + load
        : "NOT PINNED (one core, or no taskset): figures include the load's own disturbance";
  }
}
