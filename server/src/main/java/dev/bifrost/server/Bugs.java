package dev.bifrost.server;

import dev.bifrost.server.http.Incidents;
import dev.bifrost.server.log.Log;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;

/// Logs bugs with their whole trace under an incident id.
record Bugs(Log log, Supplier<String> ids) implements Incidents {
  @Override
  public String report(String requestId, Throwable bug) {
    String incident = ids.get();
    StringWriter trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    log.say(Log.Level.ERROR, "incident " + incident + " in request " + requestId + ": " + trace);
    return incident;
  }
}
