package io.avatarorigin.diffusion.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * All that decides an optimized graph. What changes no graph, such as threads, is not in it.
 *
 * @param part the net's folder
 * @param modelDigest of the content of the model's files
 * @param runtime ONNX Runtime's version
 * @param processor by which it chooses layouts and kernels
 */
public record GraphKey(String part, String modelDigest, String runtime, String processor) {

  private static final int BYTES = 16;

  /** A name for a file: the part, and a digest of everything. */
  @Override
  public String toString() {
    List<String> all =
        List.of(part, modelDigest, runtime, processor, String.valueOf(FusedGraph.REVISION));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\0", all).getBytes(StandardCharsets.UTF_8));
      return part + "-" + HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
