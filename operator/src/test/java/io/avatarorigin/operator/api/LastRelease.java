package io.avatarorigin.operator.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a repository had at its last tag {@code v*} before, or at, what is checked out.
 *
 * @param repository its folder
 */
record LastRelease(Path repository, String tag) {
  /**
   * Nothing where there is no such tag, the folder is no repository of its own, or git is not
   * there.
   */
  static Optional<LastRelease> of(Path repository) {
    return git(repository, "describe", "--tags", "--abbrev=0", "--match", "v*")
        .map(tag -> new LastRelease(repository, tag.strip()));
  }

  /** The files of a folder, by their paths from the top. */
  List<String> files(String folder) {
    return git(repository, "ls-tree", "--name-only", tag, folder + "/")
        .orElseThrow()
        .lines()
        .toList();
  }

  /** The text of a file. */
  String text(String path) {
    return git(repository, "show", tag + ":" + path).orElseThrow();
  }

  private static Optional<String> git(Path repository, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder
        .environment()
        .put("GIT_CEILING_DIRECTORIES", repository.toAbsolutePath().getParent().toString());
    Process process;
    try {
      process = builder.start();
    } catch (IOException _) {
      return Optional.empty(); // there is no such program
    }
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return process.onExit().join().exitValue() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
