package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OnnxEnvironmentTest {
  /** ONNX Runtime reads the whole command line, and recurses once for each character of it. */
  @Test
  void startsInAProcessWithALongCommandLine() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dlong=" + "x".repeat(20_000),
                "-cp",
                System.getProperty("java.class.path"),
                LongCommandLine.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** What the process does. */
  static final class LongCommandLine {
    private LongCommandLine() {}

    public static void main(String[] arguments) {
      if (OnnxEnvironment.shared() == null) {
        throw new IllegalStateException("no environment");
      }
    }
  }
}
