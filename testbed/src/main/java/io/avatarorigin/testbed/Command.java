package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that do one thing and end. */
public final class Command {
  private Command() {}

  /**
   * Runs one with nothing to read; gives all that it prints.
   *
   * @throws TestbedException with that where it fails
   */
  public static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new TestbedException(String.join(" ", command) + ": " + printed.strip());
      }
      return printed;
    } catch (IOException e) {
      throw new TestbedException(command.getFirst() + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(command.getFirst() + " was interrupted", e);
    }
  }
}
