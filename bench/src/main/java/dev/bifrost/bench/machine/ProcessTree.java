package dev.bifrost.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What Linux has accounted to a process and all its children: a start script and the program it
/// starts are one.
///
/// @param root its process
public record ProcessTree(ProcessHandle root) {
  /// User and system time in `/proc/PID/stat` count in hundredths of a second on Linux (time(7),
  /// `USER_HZ`), rounded from the scheduler's exact sum.
  private static final long TICK_NANOS = 10_000_000;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  /// Memory in bytes.
  ///
  /// @param resident now
  /// @param peak the most it ever was, or was since [#forgetPeak]
  public record Memory(long resident, long peak) {}

  /// The CPU time so far, in nanoseconds.
  public long cpuNanos() {
    return sum(ProcessTree::cpuNanos);
  }

  /// The memory of all its processes together.
  public Memory memory() {
    return new Memory(
        sum(process -> status(process, "VmRSS")), sum(process -> status(process, "VmHWM")));
  }

  /// Begins the peak of memory anew (proc(5), `clear_refs`).
  public void forgetPeak() {
    for (ProcessHandle process : all()) {
      try {
        Files.writeString(file(process, "clear_refs"), "5");
      } catch (IOException _) {
        // Not ours to reset: then the peak is that of its whole life.
      }
    }
  }

  /// Ends the children, then the root, and waits for them.
  void end() {
    List<ProcessHandle> all = all();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : all) {
      Patience.untilEnded(process);
    }
  }

  private List<ProcessHandle> all() {
    return Stream.concat(root.descendants(), Stream.of(root)).toList();
  }

  private long sum(Function<ProcessHandle, Long> figure) {
    long sum = 0;
    for (ProcessHandle process : all()) {
      sum += figure.apply(process);
    }
    return sum;
  }

  private static long cpuNanos(ProcessHandle process) {
    try {
      String stat = Files.readString(file(process, "stat"));
      // The second field is the program's name in brackets, with any spaces it has.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return TICK_NANOS * (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]));
    } catch (IOException _) {
      return 0; // It has ended meanwhile.
    }
  }

  private static long status(ProcessHandle process, String name) {
    try {
      return ProcFile.of(file(process, "status")).bytes(name);
    } catch (IOException _) {
      return 0; // It has ended meanwhile.
    }
  }

  private static Path file(ProcessHandle process, String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }
}
