package io.avatarorigin.origin.s3.list;

import java.util.Optional;

/** Two cursors as one. Each is asked again only when its object has been passed. */
final class MergedCursor implements ObjectCursor {
  private final Ahead first;
  private final Ahead second;

  MergedCursor(ObjectCursor first, ObjectCursor second) {
    this.first = new Ahead(first);
    this.second = new Ahead(second);
  }

  @Override
  public Optional<ListedObject> from(String position) {
    Optional<ListedObject> one = first.from(position);
    Optional<ListedObject> other = second.from(position);
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return KeyOrder.COMPARATOR.compare(one.get().key(), other.get().key()) <= 0 ? one : other;
  }

  /** A cursor and the object it last found. */
  private static final class Ahead {
    private final ObjectCursor cursor;
    private Optional<ListedObject> found = Optional.empty();
    private boolean ended;

    Ahead(ObjectCursor cursor) {
      this.cursor = cursor;
    }

    Optional<ListedObject> from(String position) {
      boolean passed =
          found.isEmpty() || KeyOrder.COMPARATOR.compare(found.get().key(), position) < 0;
      if (passed && !ended) {
        found = cursor.from(position);
        ended = found.isEmpty();
      }
      return found;
    }
  }
}
