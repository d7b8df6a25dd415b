package io.avatarorigin.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command meets outside: its environment variables, the folder it was started in, and where
 * it prints.
 *
 * @param isTerminal whether a person watches, who is shown a progress bar
 */
record Console(
    Map<String, String> environment,
    Path folder,
    PrintWriter out,
    PrintWriter err,
    boolean isTerminal) {
  Console {
    environment = Map.copyOf(environment);
  }
}
