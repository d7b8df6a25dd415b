package io.avatarorigin.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** What a command printed, and its exit code. */
record CommandRun(int exitCode, String out, String err) {
  /** Runs the command in this process, as if started in the folder, whose data folder is below. */
  static CommandRun of(Path folder, String... arguments) {
    return of(folder, Map.of(), arguments);
  }

  static CommandRun of(Path folder, Map<String, String> variables, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Map<String, String> environment = new java.util.HashMap<>(variables);
    environment.put("HOME", folder.toString());
    Console console =
        new Console(
            environment, folder, new PrintWriter(out, true), new PrintWriter(err, true), false);
    int exitCode = Main.run(console, new StopSignals(code -> {}), arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
