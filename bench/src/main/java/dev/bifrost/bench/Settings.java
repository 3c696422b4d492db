package dev.bifrost.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the command line asks for.
///
/// @param subject the gateway and how it is set up
/// @param profiles what to measure
/// @param length how often and how long
/// @param report where the figures go
record Settings(Subject subject, List<Profile> profiles, Length length, Report report) {
  /// The gateway under test.
  ///
  /// @param command starts it; a shell command with `{dir}` and `{port}`
  /// @param changes a JSON file whose members go into its generated `config.json`; empty for none
  /// @param captures the folder of captured agents' requests
  record Subject(String command, String changes, Path captures) {}

  /// How often and how long.
  ///
  /// @param rounds each with a gateway started anew
  /// @param warmUp of each profile, before its window
  record Length(int rounds, Duration warmUp, Duration window) {}

  /// Where the figures go.
  ///
  /// @param json the file of all figures
  /// @param strict whether a missed target is a failure
  record Report(Path json, boolean strict) {}

  /// What `--help` says.
  static final String HELP =
      """
      ./bifrost bench [OPTION]...
        --gateway COMMAND  starts the gateway under test; {dir} and {port} are filled in
                           (./bifrost -app-dir {dir} -port {port})
        --config FILE      JSON members to put into the generated config.json
        --captures DIR     captured agents' requests (../shared/captures)
        --only PROFILES    what to measure, with commas: plain, agent, stream, token or open, then the
                           client's dialect (messages, chat, responses, gemini), then, to translate,
                           -to-PROVIDER (openai, anthropic, gemini); such as stream-chat-to-anthropic
        --rounds N         each with a fresh gateway (3)
        --warmup SECONDS   of each profile in each round (15)
        --window SECONDS   that are measured (4)
        --quick            one round, short: to see that it works, not to compare
        --json FILE        all figures (bench/target/bench.json)
        --check            a missed target ends with 1, not only errors do
      """;

  private static final Settings USUAL =
      new Settings(
          new Subject("./bifrost -app-dir {dir} -port {port}", "", Path.of("../shared/captures")),
          Profile.USUAL,
          new Length(3, Duration.ofSeconds(15), Duration.ofSeconds(4)),
          new Report(Path.of("bench/target/bench.json"), false));

  private static final Length QUICK = new Length(1, Duration.ofSeconds(3), Duration.ofMillis(1500));

  /// Reads the command line.
  ///
  /// @throws IllegalArgumentException with a sentence for the user
  static Settings of(List<String> arguments) {
    Settings settings = USUAL;
    List<String> left = new ArrayList<>(arguments);
    while (!left.isEmpty()) {
      settings = settings.with(left.removeFirst(), left);
    }
    return settings;
  }

  private Settings with(String option, List<String> left) {
    return switch (option) {
      case "--gateway" ->
          with(new Subject(value(option, left), subject.changes(), subject.captures()));
      case "--config" ->
          with(new Subject(subject.command(), value(option, left), subject.captures()));
      case "--captures" ->
          with(new Subject(subject.command(), subject.changes(), Path.of(value(option, left))));
      case "--only" -> withProfiles(value(option, left));
      case "--rounds" -> with(new Length(number(option, left), length.warmUp(), length.window()));
      case "--warmup" -> with(new Length(length.rounds(), seconds(option, left), length.window()));
      case "--window" -> with(new Length(length.rounds(), length.warmUp(), seconds(option, left)));
      case "--quick" -> with(QUICK);
      case "--json" -> with(new Report(Path.of(value(option, left)), report.strict()));
      case "--check" -> with(new Report(report.json(), true));
      default -> throw new IllegalArgumentException("no option " + option + "; see --help");
    };
  }

  private Settings with(Subject changed) {
    return new Settings(changed, profiles, length, report);
  }

  private Settings with(Length changed) {
    return new Settings(subject, profiles, changed, report);
  }

  private Settings with(Report changed) {
    return new Settings(subject, profiles, length, changed);
  }

  private Settings withProfiles(String names) {
    List<Profile> chosen = new ArrayList<>();
    for (String name : names.toLowerCase(Locale.ROOT).split(",", -1)) {
      chosen.add(Profile.named(name.strip()));
    }
    return new Settings(subject, List.copyOf(chosen), length, report);
  }

  private static String value(String option, List<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(option + " wants a value; see --help");
    }
    return left.removeFirst();
  }

  private static int number(String option, List<String> left) {
    String value = value(option, left);
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new IllegalArgumentException(option + " wants a number above 0, not " + value);
  }

  private static Duration seconds(String option, List<String> left) {
    return Duration.ofSeconds(number(option, left));
  }
}
