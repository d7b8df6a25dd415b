package io.avatarorigin.origin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer on each target, as many at a time as there are processors, for as long as {@code
 * fuzz.seconds} says and on {@code fuzz.target} alone where that is set: scripts/fuzz does both.
 * The corpus is kept between runs.
 */
class FuzzIT {
  private static final long SECONDS = Long.getLong("fuzz.seconds", 6);

  /** Of compilation: in a short run the second compiler takes longer than it saves. */
  private static final int LAST_TIER = SECONDS < 60 ? 1 : 4;

  private static final String WANTED = System.getProperty("fuzz.target", "all");
  private static final Path FOLDER = Path.of("target", "fuzz");

  private static final ExecutorService PROCESSORS =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private static final Map<FuzzTarget, Future<Run>> RUNS = new EnumMap<>(FuzzTarget.class);

  /** What became of one target. */
  private record Run(boolean ended, int exitValue, Path folder, Path log) {}

  @BeforeAll
  static void start() {
    for (FuzzTarget target : FuzzTarget.values()) {
      if (WANTED.equals("all") || WANTED.equals(target.label())) {
        RUNS.put(target, PROCESSORS.submit(() -> run(target)));
      }
    }
  }

  @AfterAll
  static void stop() {
    PROCESSORS.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void findsNothing(FuzzTarget target)
      throws IOException, InterruptedException, ExecutionException {
    Future<Run> wanted = RUNS.get(target);
    assumeTrue(wanted != null, "not asked for");
    Run run = requireNonNull(wanted).get();

    assertThat(run.ended()).as("Jazzer came to its end: see " + run.log()).isTrue();
    assertThat(run.exitValue()).as("%s", finding(target, run.folder(), run.log())).isZero();
  }

  private static Run run(FuzzTarget target) throws IOException, InterruptedException {
    Path folder = FOLDER.resolve(target.label());
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path log = folder.resolve("log");
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + LAST_TIER,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=io.avatarorigin.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + SECONDS,
                "-max_len=4096",
                "-timeout=10",
                "-rss_limit_mb=0",
                corpus.toString(),
                target.seeds().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = jazzer.waitFor(SECONDS + 120, TimeUnit.SECONDS);
      return new Run(ended, ended ? jazzer.exitValue() : -1, folder, log);
    } finally {
      jazzer.destroyForcibly();
    }
  }

  private static String finding(FuzzTarget target, Path folder, Path log) throws IOException {
    List<String> artifacts;
    try (Stream<Path> files = Files.list(folder)) {
      artifacts =
          files
              .map(Path::toString)
              .filter(name -> name.matches(".*/(crash|timeout|oom)-.*"))
              .sorted()
              .toList();
    }
    String output = Files.readString(log, StandardCharsets.ISO_8859_1);
    return "Jazzer found an input for %s: %s%nCopy it to %s under a name that says what it shows; FuzzSeedsTest then fails until that is mended.%n%s"
        .formatted(
            target.label(),
            artifacts,
            target.seeds(),
            output.substring(Math.max(0, output.length() - 3000)));
  }
}
