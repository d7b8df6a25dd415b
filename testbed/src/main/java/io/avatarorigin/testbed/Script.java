package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A script of this checkout that sees to it that something is there, and says where.
 *
 * @param file the script itself
 */
record Script(Path file) {
  /**
   * Looks for one in this folder and those above it.
   *
   * @param path in the checkout
   * @param otherwise what can be done where there is no checkout, for the message
   * @throws TestbedException where there is none
   */
  static Script find(String path, String otherwise) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(path);
      if (Files.isExecutable(file)) {
        return new Script(file);
      }
    }
    throw new TestbedException(path + " is not here: run tests in a checkout" + otherwise);
  }

  /** Looks for one that there is nothing else for. */
  static Script find(String path) {
    return find(path, "");
  }

  /**
   * Runs it; what it complains of goes where this process's complaints go.
   *
   * @return what it prints, without the last line break
   * @throws TestbedException where it fails
   */
  String run(String... arguments) {
    List<String> command = Stream.concat(Stream.of(file.toString()), Stream.of(arguments)).toList();
    String said = String.join(" ", command);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new TestbedException(said + " ended with " + status);
      }
      return printed;
    } catch (IOException e) {
      throw new TestbedException(said + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(said + " was interrupted", e);
    }
  }
}
