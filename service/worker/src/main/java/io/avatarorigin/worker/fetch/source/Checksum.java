package io.avatarorigin.worker.fetch.source;

/**
 * What a source says that a file's content comes to.
 *
 * @param value lower-case hex
 */
public record Checksum(ChecksumAlgorithm algorithm, String value) {
  @Override
  public String toString() {
    return algorithm.label() + ":" + value;
  }
}
