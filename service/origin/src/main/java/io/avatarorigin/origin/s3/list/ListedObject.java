package io.avatarorigin.origin.s3.list;

import java.time.Instant;
import java.util.Optional;

/** An object as a source of lists comes upon it. */
public interface ListedObject {
  /** The key; known at no cost. */
  String key();

  /**
   * What a list tells of the object, equal to what HEAD tells; empty if it has gone meanwhile.
   * Asked only where it is told, so that it may cost a read.
   *
   * @throws java.io.UncheckedIOException if that cannot be told now
   */
  Optional<Summary> summary();

  /**
   * What a list tells of an object.
   *
   * @param size in octets
   * @param md5 lower-case hex
   * @param lastModified known to S3 in whole seconds
   */
  record Summary(long size, String md5, Instant lastModified) {}
}
