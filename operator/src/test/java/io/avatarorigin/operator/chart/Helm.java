package io.avatarorigin.operator.chart;

import io.avatarorigin.testbed.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Helm, and other programs that print something and end. */
final class Helm {
  static final Path OPERATOR = Path.of("../charts/avatar-origin");
  static final Path DEFINITIONS = Path.of("../charts/avatar-origin-crds");
  static final String RELEASE = "avatar-origin";
  static final String NAMESPACE = "avatar-origin-system";

  private Helm() {}

  /**
   * What a program printed.
   *
   * @param isWell whether it ended with 0
   * @param text of both its outputs
   */
  record Printed(boolean isWell, String text) {}

  /** Runs Helm, which has to end well. */
  static String run(String... arguments) {
    Printed printed = tryToRun(arguments);
    if (!printed.isWell()) {
      throw new AssertionError("helm " + String.join(" ", arguments) + ": " + printed.text());
    }
    return printed.text();
  }

  static Printed tryToRun(String... arguments) {
    Path helm = Programs.find("helm", List.of("helm")).program("helm");
    return print("", Stream.concat(Stream.of(helm.toString()), Stream.of(arguments)).toList());
  }

  /** The operator's chart as Kubernetes gets it, but for what {@code helm test} makes. */
  static String render(ChartCase values, String... arguments) {
    return run(
        Stream.of(
                Stream.of("template", RELEASE, OPERATOR.toString(), "--namespace", NAMESPACE),
                values.arguments().stream(),
                Stream.of(arguments))
            .flatMap(it -> it)
            .toArray(String[]::new));
  }

  static Printed print(String input, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var standardInput = process.getOutputStream()) {
        standardInput.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Printed(process.waitFor() == 0, text);
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
