package dev.bifrost.server;

import dev.bifrost.engine.config.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The command line. Flags are spelled as Bifrost's (`-port`) or with two dashes (`--port`), with a
/// blank or `=` before the value.
///
/// @param command what to do
/// @param host the address to listen on
/// @param port the port to listen on
/// @param appDir the folder of `config.json` and all state
/// @param logLevel `debug`, `info`, `warn` or `error`
/// @param logStyle `json` or `pretty`
/// @param demo whether to answer from the simulator instead of real providers
/// @param rest what belongs to the command
record Options(
    Command command,
    String host,
    int port,
    Path appDir,
    String logLevel,
    String logStyle,
    boolean demo,
    List<String> rest) {

  /// What to do.
  enum Command {
    SERVE,
    RUN,
    CHECK,
    TRAIN,
    VERSION,
    HELP
  }

  /// A command line that cannot be understood; the message says why.
  static final class Misused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misused(String message) {
      super(message, null, false, false);
    }
  }

  static final String HELP =
      """
      Usage: bifrost [command] [flags]

      Commands
        serve               start the gateway (the default)
        run <agent> [...]   launch claude, codex, gemini, qwen or opencode through a running gateway;
                            see `bifrost run --help`
        bench [...]         measure this gateway beside a plain proxy (bench --help)
        check               read config.json, tell everything that is wrong with it, and stop
        version             print the version

      Flags
        -host HOST          address to listen on            (default localhost, or BIFROST_HOST)
        -port PORT          port to listen on               (default 8080)
        -app-dir DIR        folder of config.json and state (default ~/.config/bifrost)
        -log-level LEVEL    debug, info, warn or error      (default info, or LOG_LEVEL)
        -log-style STYLE    json or pretty                  (default json, or LOG_STYLE)
        --demo              answer from a built-in simulator: no key and no internet needed
        -h, --help          this text

      Without config.json the gateway reads provider keys from the environment: OPENAI_API_KEY,
      ANTHROPIC_API_KEY, GEMINI_API_KEY, OPENROUTER_API_KEY, MISTRAL_API_KEY, GROQ_API_KEY,
      DEEPSEEK_API_KEY, XAI_API_KEY. Without any key it starts as with --demo.
      """;

  /// Reads the command line.
  ///
  /// @throws Misused with a sentence for the user
  static Options parse(List<String> arguments, Environment environment) {
    Reader reader = new Reader(environment);
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      reader.take(words.next(), words);
    }
    return reader.options();
  }

  private static final class Reader {
    private Command command = Command.SERVE;
    private boolean commandGiven;
    private String host;
    private int port = 8080;
    private Path appDir;
    private String logLevel;
    private String logStyle;
    private boolean demo;
    private final List<String> rest = new ArrayList<>();

    Reader(Environment environment) {
      host = or(environment.get("BIFROST_HOST"), "localhost");
      logLevel = or(environment.get("LOG_LEVEL"), "info");
      logStyle = or(environment.get("LOG_STYLE"), "json");
      String home = or(environment.get("HOME"), ".");
      String config = or(environment.get("XDG_CONFIG_HOME"), home + "/.config");
      appDir = Path.of(config, "bifrost");
    }

    private static String or(@Nullable String value, String otherwise) {
      return Objects.requireNonNullElse(value, otherwise);
    }

    void take(String word, Iterator<String> words) {
      if (commandGiven && command == Command.RUN) {
        rest.add(word);
      } else if (word.startsWith("-")) {
        flag(word, words);
      } else if (!commandGiven) {
        command = command(word);
        commandGiven = true;
      } else {
        throw new Misused("unknown argument: " + word);
      }
    }

    private static Command command(String word) {
      return switch (word) {
        case "serve" -> Command.SERVE;
        case "run" -> Command.RUN;
        case "check" -> Command.CHECK;
        case "train" -> Command.TRAIN;
        case "version" -> Command.VERSION;
        case "help" -> Command.HELP;
        default -> throw new Misused("unknown command: " + word);
      };
    }

    private void flag(String word, Iterator<String> words) {
      String bare = word.startsWith("--") ? word.substring(2) : word.substring(1);
      int equals = bare.indexOf('=');
      String name = equals < 0 ? bare : bare.substring(0, equals);
      switch (name) {
        case "h", "help" -> command = Command.HELP;
        case "v", "version" -> command = Command.VERSION;
        case "demo" -> demo = true;
        case "host", "port", "app-dir", "log-level", "log-style" -> {
          if (equals < 0 && !words.hasNext()) {
            throw new Misused(word + " wants a value");
          }
          valued(name, equals < 0 ? words.next() : bare.substring(equals + 1));
        }
        default -> throw new Misused("unknown flag: " + word);
      }
    }

    private void valued(String name, String value) {
      switch (name) {
        case "host" -> host = value;
        case "port" -> port = port(value);
        case "app-dir" -> appDir = Path.of(value);
        case "log-level" ->
            logLevel = oneOf(name, value, List.of("debug", "info", "warn", "error"));
        default -> logStyle = oneOf(name, value, List.of("json", "pretty"));
      }
    }

    private static int port(String value) {
      try {
        int number = Integer.parseInt(value);
        if (number >= 0 && number <= 65535) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Told below.
      }
      throw new Misused("-port wants a number from 0 to 65535, not " + value);
    }

    private static String oneOf(String name, String value, List<String> allowed) {
      String lower = value.toLowerCase(Locale.ROOT);
      if (!allowed.contains(lower)) {
        throw new Misused("-" + name + " wants one of " + String.join(", ", allowed));
      }
      return lower;
    }

    Options options() {
      return new Options(command, host, port, appDir, logLevel, logStyle, demo, List.copyOf(rest));
    }
  }
}
