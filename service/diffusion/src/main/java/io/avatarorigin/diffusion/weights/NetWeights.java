package io.avatarorigin.diffusion.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The weights of one ONNX file, and what else decides how it can be run.
 *
 * @param counts how many there are of each kind
 * @param externalBytes the files beside it that hold weights, by the path that the ONNX file gives
 *     them, with the length that they must have at least
 * @param inputs the names of what it can be given, those with a default included
 * @param quantisedAsItRuns whether it rounds numbers to 8 bits on a scale that their largest sets,
 *     so that what shares a run has a part in it
 */
public record NetWeights(
    Map<Precision, Long> counts,
    Map<String, Long> externalBytes,
    Set<String> inputs,
    boolean quantisedAsItRuns) {

  public NetWeights {
    Map<Precision, Long> ordered = new EnumMap<>(Precision.class);
    ordered.putAll(counts);
    counts = Collections.unmodifiableMap(ordered);
    externalBytes = Collections.unmodifiableMap(new TreeMap<>(externalBytes));
    inputs = Set.copyOf(inputs);
  }

  /**
   * Reads the file's heads, not its weights.
   *
   * @throws IOException when it cannot be read, or is cut short or no ONNX
   */
  public static NetWeights read(Path file) throws IOException {
    return OnnxReader.read(file);
  }

  /** How many weights there are. */
  public long total() {
    return counts.entrySet().stream()
        .filter(count -> count.getKey() != Precision.OTHER)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What most of the weights are; of a net without any, {@link Precision#FP32}. */
  public Precision precision() {
    return counts.entrySet().stream()
        .filter(count -> count.getKey() != Precision.OTHER && count.getValue() > 0)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Precision.FP32);
  }

  /** Bytes that the weights take as they are stored. */
  public long storedBytes() {
    return counts.entrySet().stream()
        .mapToLong(count -> count.getKey().bytes(count.getValue()))
        .sum();
  }

  /**
   * Bytes that they take where a processor computes with them: it has no arithmetic of 16 bits, so
   * ONNX Runtime widens those weights to 32 when it loads them.
   */
  public long widenedBytes() {
    return counts.entrySet().stream()
        .mapToLong(
            count ->
                switch (count.getKey()) {
                  case FP16, BF16 -> Precision.FP32.bytes(count.getValue());
                  case FP32, INT8, INT4, OTHER -> count.getKey().bytes(count.getValue());
                })
        .sum();
  }
}
