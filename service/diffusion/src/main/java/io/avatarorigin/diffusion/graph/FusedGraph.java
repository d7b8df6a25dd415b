package io.avatarorigin.diffusion.graph;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A model's graph with operators that ONNX Runtime has and its own optimizer does not use: it then
 * computes the same within rounding, in less time.
 */
public final class FusedGraph {

  /** Of what is fused, and how. It is raised with each change to that: stored graphs go by it. */
  static final int REVISION = 1;

  private FusedGraph() {}

  /**
   * Reads {@code model.onnx}; weights in a second file stay there.
   *
   * @param arena whose memory the model is read to
   * @return the model, in native memory, empty where nothing was found to fuse, or the file is
   *     nothing that can be read as a graph
   * @throws IOException when the file cannot be read
   */
  public static Optional<ByteBuffer> of(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      ByteBuffer model =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
      OnnxGraph graph = OnnxGraph.parse(model);
      int found = new AttentionFusion(graph).apply() + new ResidualNormFusion(graph).apply();
      return found > 0 ? Optional.of(graph.encode(arena)) : Optional.empty();
    } catch (IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException
        | BufferUnderflowException
        | NoSuchElementException e) {
      return Optional.empty(); // ONNX Runtime says what is wrong with it
    }
  }
}
