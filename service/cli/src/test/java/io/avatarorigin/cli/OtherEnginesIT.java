package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.model.BundledModel;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The origin draws by a server of AUTOMATIC1111's API that shares no code with it. */
class OtherEnginesIT {
  private static final Path SERVER = Application.MODULE.resolve("src/test/resources/automatic1111");

  /** Both round to 8 bits in the end, from numbers that differ in their last digits. */
  private static final int ROUNDING = 1;

  private static final List<String> HASHES =
      List.of("5bfcf2d8e394674550332640d72db509", "d41d8cd98f00b204e9800998ecf8427e");

  @TempDir Path folder;

  @Test
  void drawsTheSamePicturesByAnotherServer() throws IOException {
    try (RunningServer server = start();
        RunningOrigin other =
            RunningOrigin.start(
                folder.resolve("other"),
                "--model=http://127.0.0.1:" + server.port(),
                "--set=sampler.scheduler=DPMSolverMultistep",
                "--set=sampler.karras=false",
                "--set=sampler.steps=8",
                "--set=sampler.guidance-scale=4",
                "--set=sampler.size=256");
        RunningOrigin own = RunningOrigin.start(folder.resolve("own"))) {
      for (String hash : HASHES) {
        BufferedImage theirs = picture(other, hash);
        BufferedImage ours = picture(own, hash);

        assertThat(difference(theirs, ours)).as(hash).isLessThanOrEqualTo(ROUNDING);
      }
      assertThat(other.draws()).isEqualTo(HASHES.size());
    }
  }

  /** The process, and where it listens. */
  private record RunningServer(Process process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private RunningServer start() throws IOException {
    PythonEnvironment python =
        PythonEnvironment.install("automatic1111", SERVER.resolve("requirements.txt"));
    Process process =
        Application.process(
                List.of(
                    python.programs().resolve("python").toString(),
                    SERVER.resolve("server.py").toString(),
                    BundledModel.unpack(folder.resolve("model")).toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new RunningServer(process, Integer.parseInt(out.readLine()));
  }

  private static BufferedImage picture(RunningOrigin origin, String hash) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(origin.avatar(hash + ".png").body()));
  }

  private static int difference(BufferedImage one, BufferedImage other) {
    int most = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int a = one.getRGB(x, y) >> shift & 0xff;
          int b = other.getRGB(x, y) >> shift & 0xff;
          most = Math.max(most, Math.abs(a - b));
        }
      }
    }
    return most;
  }
}
