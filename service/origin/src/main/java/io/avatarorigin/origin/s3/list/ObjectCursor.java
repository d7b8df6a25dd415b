package io.avatarorigin.origin.s3.list;

import java.util.Optional;

/**
 * A pass over the objects of a bucket in {@link KeyOrder}, read as far as it is asked for. It is
 * used by one thread, blocks, and may hold a part of what is to come, but nothing that would have
 * to be closed.
 */
@FunctionalInterface
public interface ObjectCursor {
  /**
   * The first object whose key is the position or behind it. Positions asked of one cursor never go
   * back; one far ahead is reached without reading what lies between.
   *
   * @throws java.io.UncheckedIOException if that cannot be told now, which is not the same as that
   *     there is nothing
   */
  Optional<ListedObject> from(String position);

  /** Nothing at all. */
  static ObjectCursor empty() {
    return position -> Optional.empty();
  }

  /** Both together; where both have a key, the object is the first one's. */
  static ObjectCursor merged(ObjectCursor first, ObjectCursor second) {
    return new MergedCursor(first, second);
  }
}
