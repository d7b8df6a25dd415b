package io.avatarorigin.origin.s3.auth;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the holder of an access key may ask for.
 *
 * @param buckets the only buckets; all if there is no such set
 * @param prefix what the keys begin with; empty for every key
 * @param reads which objects
 */
public record Rights(Optional<Set<String>> buckets, String prefix, Reads reads) {
  /** Everything. */
  public static final Rights FULL = new Rights(Optional.empty(), "", Reads.ALL);

  /** Which objects may be read. */
  public enum Reads {
    /** Every object; it is made if need be. */
    ALL,
    /** Objects that are made already. */
    MADE
  }

  public Rights {
    buckets = buckets.map(Set::copyOf);
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(reads, "reads");
  }

  /** Whether anything may be asked of the bucket of this name, which need not exist. */
  public boolean coverBucket(String bucket) {
    return buckets.isEmpty() || buckets.get().contains(bucket);
  }

  /** Whether all keys that begin so are among those that may be asked for. */
  public boolean coverKeys(String start) {
    return start.startsWith(prefix);
  }
}
