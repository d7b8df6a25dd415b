package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that ends with this process, however that ends: a shell stands between them, and reads
 * a pipe that closes with its writer.
 */
public final class ManagedProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Ends the program when nobody is at the other end of the pipe any more. */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      program=$!
      { read -r _ <&3; kill $program; } 2>/dev/null &
      reader=$!
      wait $program
      status=$?
      kill $reader 2>/dev/null
      exit $status
      """;

  private final String name;
  private final Path log;
  private final Process guard;

  private ManagedProcess(String name, Path log, Process guard) {
    this.name = name;
    this.log = log;
    this.guard = guard;
  }

  /**
   * Starts a program.
   *
   * @param log takes what it prints
   * @param environment all its variables but the path of programs
   */
  static ManagedProcess start(
      String name, Path log, Map<String, String> environment, List<String> command) {
    List<String> guarded = new ArrayList<>(List.of("bash", "-c", GUARD, name));
    guarded.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(guarded)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    String path = System.getenv("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
    builder.environment().putAll(environment);
    try {
      return new ManagedProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new TestbedException(name + " cannot be started", e);
    }
  }

  boolean isAlive() {
    return guard.isAlive();
  }

  /**
   * Looks whether it runs.
   *
   * @throws TestbedException with the end of its log where it does not
   */
  public void requireAlive() {
    if (!guard.isAlive()) {
      throw new TestbedException(
          "%s ended with %d: %s".formatted(name, guard.exitValue(), lastWords()));
    }
  }

  /** The program itself; empty before it has begun and after it has ended. */
  public Optional<ProcessHandle> program() {
    return guard
        .children()
        .filter(child -> !child.info().command().orElse("/bash").endsWith("/bash"))
        .findFirst();
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return log
          + "\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return log.toString();
    }
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    program().ifPresent(ProcessHandle::destroyForcibly);
    close();
  }

  /** Ends it and waits until it is gone. */
  @Override
  public void close() {
    close(GRACE);
  }

  /** Tells it to end, and ends it where it has not after this time. */
  void close(Duration grace) {
    List<ProcessHandle> all = guard.descendants().toList();
    boolean isGone = false;
    try {
      guard.getOutputStream().close();
      isGone = guard.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      // It cannot be told to end, so it is ended below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isGone) {
      all.forEach(ProcessHandle::destroyForcibly);
      guard.destroyForcibly().onExit().join();
    }
  }
}
