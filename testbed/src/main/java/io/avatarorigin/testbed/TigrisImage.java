package io.avatarorigin.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the image of {@link Tigris}. A pod's user may not enter root's home, where Python may be:
 * the pod has it at another place.
 */
final class TigrisImage {
  private static final String FOLDER = "/tigris";
  private static final String WHERE =
      "import sys, sysconfig; print(sys.base_prefix); print(sysconfig.get_path('purelib'))";

  private TigrisImage() {}

  /**
   * Makes it.
   *
   * @param python of the virtual environment
   * @param sources the folder that has the package
   */
  static Image create(Path python, Path sources) {
    List<String> where = Command.run(List.of(python.toString(), "-c", WHERE)).lines().toList();
    Map<String, Path> folders =
        Map.of(
            FOLDER + "/python", Path.of(where.getFirst()),
            FOLDER + "/packages", Path.of(where.getLast()),
            FOLDER + "/sources", sources);
    return new Image(
        List.of(
            "/usr/bin/env",
            "PYTHONPATH=%1$s/sources:%1$s/packages".formatted(FOLDER),
            "LD_LIBRARY_PATH=%s/python/lib".formatted(FOLDER), // else it finds the system's
            FOLDER + "/python/bin/python3",
            "-B",
            "-m",
            "tigris",
            "--host",
            "0.0.0.0",
            "--hosts",
            Sandboxes.HOSTS + "/hosts"),
        folders);
  }
}
