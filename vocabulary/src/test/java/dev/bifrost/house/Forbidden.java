package dev.bifrost.house;

import java.util.List;
import java.util.SortedSet;

/// A call that is wrong in most places.
///
/// @param call the class and the method or field
/// @param reason why, and what is right instead
/// @param except the classes that may use it
public record Forbidden(String call, String reason, List<String> except) {
  private static final String TIME = "time comes from an InstantSource";
  private static final String CHANCE = "ids come from an IdSource, so that tests can tell them";
  private static final String ORDER = "its order changes between runs, and what is written too";
  private static final String OUTPUT =
      "the ledger writes one line an exchange; operators read logs";

  /// What no class of any module may use.
  public static final List<Forbidden> EVERYWHERE =
      List.of(
          of("java.time.Instant.now", TIME),
          of("java.time.LocalDate.now", TIME),
          of("java.time.LocalDateTime.now", TIME),
          of("java.time.OffsetDateTime.now", TIME),
          of("java.time.ZonedDateTime.now", TIME),
          of("java.lang.System.currentTimeMillis", TIME),
          of("java.util.UUID.randomUUID", CHANCE),
          of("java.lang.Math.random", CHANCE),
          of("java.util.concurrent.ThreadLocalRandom.current", CHANCE),
          of("java.lang.Thread.sleep", "waits have a condition and a limit of time"),
          of("java.lang.ThreadLocal.<init>", "virtual threads are many; pass what is needed"),
          of("java.lang.Class.forName", "nothing is found by reflection"),
          of("java.lang.System.out", OUTPUT),
          of("java.lang.System.err", OUTPUT),
          of("java.lang.Throwable.printStackTrace", OUTPUT),
          of("java.lang.System.exit", "only a process's last line ends it"),
          of("java.lang.Runtime.exit", "only a process's last line ends it"));

  /// What no class of a pure module may use besides.
  public static final List<Forbidden> IN_PURE_MODULES =
      List.of(
          of("java.util.Map.of", ORDER),
          of("java.util.Map.ofEntries", ORDER),
          of("java.util.Map.copyOf", ORDER),
          of("java.lang.System.nanoTime", "a machine gets facts, it does not fetch them"),
          of("java.lang.System.getenv", "configuration is an argument"),
          of("java.lang.System.getProperty", "configuration is an argument"),
          of("java.lang.Thread.start", "a machine has no threads"),
          of("java.lang.Thread.startVirtualThread", "a machine has no threads"),
          of("java.util.regex.Pattern.compile", "JSON is read by its reader"),
          of("java.lang.String.replaceAll", "that is a regular expression"),
          of("java.lang.String.matches", "that is a regular expression"),
          of("java.lang.String.format", "slow, and texts for people are put together with +"));

  private static final List<String> IMPURE =
      List.of(
          "java.net",
          "java.nio.file",
          "java.nio.channels",
          "java.lang.reflect",
          "java.util.concurrent",
          "java.util.logging",
          "java.sql",
          "io.netty");

  /// Whether a pure module must not use this package: it is of files, the network, threads, logs or
  /// reflection.
  public static boolean isImpure(String used) {
    return IMPURE.stream().anyMatch(used::startsWith);
  }

  private static Forbidden of(String call, String reason) {
    return new Forbidden(call, reason, List.of());
  }

  /// These rules, with these classes allowed to use that call.
  public static List<Forbidden> but(List<Forbidden> rules, String call, String... except) {
    return rules.stream()
        .map(rule ->
            rule.call().equals(call) ? new Forbidden(call, rule.reason(), List.of(except)) : rule)
        .toList();
  }

  boolean forbids(String user, SortedSet<String> used) {
    return used.contains(call) && !except.contains(user);
  }
}
