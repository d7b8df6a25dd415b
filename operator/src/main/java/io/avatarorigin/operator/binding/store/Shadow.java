package io.avatarorigin.operator.binding.store;

/**
 * Where a bucket takes objects from that it lacks: {@code name} at {@code endpoint}, which is asked
 * as {@code name.host-of-endpoint}.
 *
 * @param accessKeyId of the key that the store signs with there
 * @param writeThrough whether what is written to the bucket is written there too
 */
public record Shadow(
    String endpoint, String name, String region, String accessKeyId, boolean writeThrough) {
  /** What it is asked at. */
  public String url() {
    return endpoint.replaceFirst("://", "://" + name + ".");
  }

  /** Whether both are the same place. */
  public boolean isAt(Shadow other) {
    return endpoint.equals(other.endpoint) && name.equals(other.name);
  }
}
