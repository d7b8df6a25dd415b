package io.avatarorigin.operator.reconcile;

import io.avatarorigin.cli.Main;
import io.avatarorigin.testbed.Image;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Real programs of this class path, such as origin and worker, for pods that are processes. */
public final class ServiceImage {
  private static final String APP = "/app";
  private static final String JDK = "/jdk";

  private ServiceImage() {}

  /**
   * Makes that of origin and worker.
   *
   * @param folder takes a copy of the class path, which pods' users may read
   */
  static Image create(Path folder) throws IOException {
    return create(folder, Main.class);
  }

  /**
   * Makes one.
   *
   * @param folder takes a copy of the class path, which pods' users may read
   * @param main what it runs
   */
  public static Image create(Path folder, Class<?> main) throws IOException {
    StringJoiner classPath = new StringJoiner(":");
    int number = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path source = Path.of(entry);
      if (Files.exists(source)) {
        String name = number++ + "-" + source.getFileName();
        copy(source, folder.resolve(name));
        classPath.add(APP + "/" + name);
      }
    }
    return new Image(
        List.of(
            JDK + "/bin/java",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-cp",
            classPath.toString(),
            main.getName()),
        Map.of(APP, folder, JDK, Path.of(System.getProperty("java.home"))));
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, each.equals(source) ? target : target.resolve(source.relativize(each)));
      }
    }
  }
}
