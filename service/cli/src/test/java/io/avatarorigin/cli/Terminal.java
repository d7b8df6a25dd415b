package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a folder with the launcher, whose home it is as well, typing one block of commands
 * after another; a server runs beside them until the next one is started.
 */
final class Terminal implements AutoCloseable {
  private final Path folder;
  private final Path clients;
  private @Nullable RunningOrigin server;

  private Terminal(Path folder, Path clients) {
    this.folder = folder;
    this.clients = clients;
  }

  /**
   * In this folder.
   *
   * @param clients a folder of programs that the user has installed
   */
  static Terminal open(Path folder, Path clients) throws IOException {
    Path launcher =
        Files.writeString(
            folder.resolve("avatar-origin"),
            "#!/bin/sh\nexec '%s' \"$@\"\n"
                .formatted(Application.REPOSITORY.resolve("avatar-origin")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Terminal(folder, clients);
  }

  /** Starts a server in another terminal, on free ports, after the one that runs has ended. */
  void serve(String command) {
    stop();
    ProcessBuilder builder = bash("exec " + command);
    for (String socket : List.of("S3", "WEB", "ADMIN")) {
      builder.environment().put("AVATAR_ORIGIN_" + socket + "_PORT", "0");
    }
    server = RunningOrigin.start(builder, folder);
  }

  /**
   * Runs commands that have to succeed, with the variables exported before, and tells what they
   * print.
   */
  String run(String commands) {
    String typed = server == null ? commands : server.atItsPorts(commands);
    Application.Ended ended =
        Application.run(
            bash(
                "[ ! -f .exported ] || . ./.exported\nset -euo pipefail\n%s\nexport -p >.exported"
                    .formatted(typed)));
    assertThat(ended.exitCode()).as("%s: %s", typed, ended.err()).isZero();
    return ended.out();
  }

  private ProcessBuilder bash(String script) {
    ProcessBuilder builder =
        Application.launch(folder, List.of("bash", "-c", script)).directory(folder.toFile());
    builder.environment().put("NO_PROXY", "127.0.0.1");
    builder.environment().put("no_proxy", "127.0.0.1");
    builder.environment().merge("PATH", clients.toString(), (path, more) -> path + ":" + more);
    return builder;
  }

  private void stop() {
    if (server != null) {
      server.terminate();
      server.awaitExit();
      server.close();
      server = null;
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
