package dev.bifrost.server;

import dev.bifrost.engine.config.ConfigFault;
import dev.bifrost.server.launch.Launcher;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// Where the process begins.
public final class Main {
  private Main() {}

  /// Runs the command line.
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /// Runs the command line and gives the exit code: 0 well, 1 a fault, 2 a command line that cannot
  /// be understood.
  static int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
    Options options;
    try {
      options = Options.parse(arguments, System::getenv);
    } catch (Options.Misused misused) {
      err.println("bifrost: " + misused.getMessage());
      err.println("Try `bifrost --help`.");
      return 2;
    }
    try {
      return switch (options.command()) {
        case SERVE -> Commands.serve(options, out);
        case CHECK -> Commands.check(options, out);
        case TRAIN -> {
          Training.run();
          yield 0;
        }
        case RUN -> Launcher.run(options.rest(), out, err);
        case VERSION -> print(out, "bifrost " + Version.current());
        case HELP -> print(out, Options.HELP);
      };
    } catch (ConfigFault wrong) {
      wrong.faults().forEach(fault -> err.println("bifrost: configuration: " + fault));
      return 1;
    } catch (IOException e) {
      err.println("bifrost: " + e.getMessage());
      return 1;
    }
  }

  private static int print(PrintStream out, String text) {
    out.println(text);
    return 0;
  }
}
