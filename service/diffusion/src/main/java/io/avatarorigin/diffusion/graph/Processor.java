package io.avatarorigin.diffusion.graph;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this processor can do, as far as it is known. */
public final class Processor {

  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** Of x86; of ARM. */
  private static final Predicate<String> ABILITIES =
      Pattern.compile("^(flags|Features)\\s*:").asPredicate();

  private Processor() {}

  /**
   * Under Linux the abilities that the kernel tells of, elsewhere the architecture: equal texts
   * mean processors on which ONNX Runtime makes the same graph.
   */
  public static String abilities() {
    try (Stream<String> lines = Files.lines(LINUX)) {
      String abilities = abilities(lines);
      return abilities.isEmpty() ? architecture() : abilities;
    } catch (IOException e) {
      return architecture(); // another system
    }
  }

  /** All that differ, since a machine may have cores of several kinds. */
  static String abilities(Stream<String> lines) {
    return lines.filter(ABILITIES).distinct().collect(Collectors.joining("\n"));
  }

  private static String architecture() {
    return ManagementFactory.getOperatingSystemMXBean().getArch();
  }
}
