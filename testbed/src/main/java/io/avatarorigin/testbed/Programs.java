package io.avatarorigin.testbed;

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

  private static final String OTHERWISE = ", or set " + ASSETS + " to a folder with the programs";

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
    Programs built = new Programs(Path.of(Script.find(SCRIPT, OTHERWISE).run(group)));
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
}
