package io.avatarorigin.diffusion.graph;

import io.avatarorigin.diffusion.weights.NetWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** The files of one stored graph, and the sums by which damage is found. */
final class GraphFiles {

  static final String MODEL = "model.onnx";
  static final String WEIGHTS = "weights";

  /** A line for each file: its sum, its length and its name. */
  private static final String SUMS = "sums";

  /** Written at each use, so that its time is that of the last one by the file system's clock. */
  private static final String USED = "used";

  private static final int BUFFER_BYTES = 1 << 20;

  private GraphFiles() {}

  /**
   * Writes the sums of what is there.
   *
   * @throws IOException also when the weights are not all there, as on a full disk
   */
  static void sum(Path folder) throws IOException {
    for (Map.Entry<String, Long> external :
        NetWeights.read(folder.resolve(MODEL)).externalBytes().entrySet()) {
      if (Files.size(folder.resolve(external.getKey())) < external.getValue()) {
        throw new IOException(external.getKey() + " was not written to its end");
      }
    }
    Files.write(folder.resolve(SUMS), sums(folder));
  }

  /**
   * Compares the files with their sums.
   *
   * @throws IOException when they differ, or cannot be read
   */
  static void requireWhole(Path folder) throws IOException {
    if (!Files.readAllLines(folder.resolve(SUMS)).equals(sums(folder))) {
      throw new IOException("its files are damaged");
    }
  }

  /** Notes that it is used now, and says when that is. */
  static Instant markUsed(Path folder) throws IOException {
    Files.write(folder.resolve(USED), new byte[1]);
    return lastUsed(folder);
  }

  static Instant lastUsed(Path folder) throws IOException {
    Path used = folder.resolve(USED);
    return Files.getLastModifiedTime(Files.exists(used) ? used : folder).toInstant();
  }

  private static List<String> sums(Path folder) throws IOException {
    List<String> sums = new ArrayList<>();
    for (String name : List.of(MODEL, WEIGHTS)) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) { // a net without larger weights has one file
        sums.add("%08x %d %s".formatted(sumOf(file), Files.size(file), name));
      }
    }
    return sums;
  }

  private static long sumOf(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(buffer.clear()) >= 0) {
        sum.update(buffer.flip());
      }
    }
    return sum.getValue();
  }
}
