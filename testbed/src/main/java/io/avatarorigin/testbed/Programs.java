package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder that has the programs of a cluster.
 *
 * @param folder with {@code etcd}, {@code kube-apiserver} and so on
 */
public record Programs(Path folder) {
  /** A folder that is used instead of building, as with other test environments. */
  private static final String ASSETS = "KUBEBUILDER_ASSETS";

  /** The script that builds what is missing, in a checkout of this project. */
  private static final String SCRIPT = "testbed/cluster-programs";

  /**
   * The programs of a group, built where they have to be: from {@code KUBEBUILDER_ASSETS} where
   * that has all that is asked for, else by {@code testbed/cluster-programs} of the checkout.
   *
   * @param group of {@code testbed/cluster-programs}, such as {@code kubernetes} or {@code helm}
   * @param needed names of programs, or of files
   * @throws TestbedException where they cannot be had; says why
   */
  public static Programs find(String group, List<String> needed) {
    Optional<Programs> given =
        Optional.ofNullable(System.getenv(ASSETS)).map(Path::of).map(Programs::new);
    if (given.isPresent() && needed.stream().allMatch(given.get()::has)) {
      return given.get();
    }
    Programs built = new Programs(build(group));
    for (String name : needed) {
      if (!built.has(name)) {
        throw new TestbedException(built.folder + " has no " + name);
      }
    }
    return built;
  }

  private boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** The file that has a program. */
  public Path program(String name) {
    return folder.resolve(name);
  }

  private static Path build(String group) {
    Path script = script();
    try {
      Process process =
          new ProcessBuilder(script.toString(), group)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new TestbedException(script + " " + group + " ended with " + status);
      }
      return Path.of(printed);
    } catch (IOException e) {
      throw new TestbedException(script + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(script + " was interrupted", e);
    }
  }

  /** In this folder or one above it. */
  private static Path script() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path script = at.resolve(SCRIPT);
      if (Files.isExecutable(script)) {
        return script;
      }
    }
    throw new TestbedException(
        "%s is not here: run tests in a checkout, or set %s to a folder with the programs"
            .formatted(SCRIPT, ASSETS));
  }
}
