package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.HubOptions;
import io.avatarorigin.worker.fetch.source.ModelSource;
import io.avatarorigin.worker.fetch.source.S3Options;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A fetch in a process of its own, which may be killed. */
final class FetchProgram {
  private FetchProgram() {}

  /** Prints the outcome; on the way, what it is told. */
  public static void main(String[] arguments) {
    FetchOptions options =
        FetchOptions.DEFAULT.from(
            new HubOptions(URI.create(arguments[0]), Optional.empty()), S3Options.DEFAULT);
    try {
      Fetched fetched =
          ModelFetcher.fetch(
              ModelSource.parse(arguments[1]), Path.of(arguments[2]), options, new Printing());
      System.out.println(fetched.outcome());
    } catch (FetchException e) {
      System.out.println(e.kind() + " " + e.getMessage());
      System.exit(1);
    }
  }

  private record Printing() implements FetchListener {
    @Override
    public void progress(FetchStage stage, long done, long total) {
      System.out.println(stage + " " + done);
    }

    @Override
    public void note(String sentence) {
      System.out.println(sentence);
    }
  }

  /**
   * Starts one, which prints to the log.
   *
   * @param before a shell's commands before the program
   */
  static Process start(String before, URI endpoint, String source, Path folder, Path log)
      throws IOException {
    return new ProcessBuilder(
            "bash",
            "-c",
            before + " exec \"$@\"",
            "bash",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            FetchProgram.class.getName(),
            endpoint.toString(),
            source,
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
