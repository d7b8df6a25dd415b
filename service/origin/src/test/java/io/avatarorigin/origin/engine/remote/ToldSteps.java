package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/** What a worker tells of its draws. */
final class ToldSteps {
  private ToldSteps() {}

  static String step(int step, int steps) {
    return "event: step\ndata: {\"picture\":0,\"step\":%d,\"steps\":%d}\n\n".formatted(step, steps);
  }

  static String step(int step, int steps, String preview) {
    return step(step, steps).replace("}", ",\"preview\":" + preview + "}");
  }

  static String preview(int side) {
    Raster pixels = new Raster(side, side, Rooms.rgb(side));
    return Base64.getEncoder().encodeToString(PictureEncoder.encode(pixels, ImageFormat.PNG, 100));
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** To be called when the client has hung up, or is about to. */
  static void writeUntilHungUp(OutputStream out, String text, CountDownLatch hungUp)
      throws IOException {
    try {
      while (true) {
        write(out, text);
        Thread.yield(); // to who reads: both are virtual threads, of perhaps one processor
      }
    } catch (IOException e) {
      hungUp.countDown();
      throw e;
    }
  }
}
