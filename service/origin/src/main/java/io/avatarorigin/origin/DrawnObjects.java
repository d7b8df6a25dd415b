package io.avatarorigin.origin;

import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.s3.list.KeyOrder;
import io.avatarorigin.origin.s3.list.ListedObject;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import io.avatarorigin.origin.store.StoredRendition;
import io.avatarorigin.origin.store.StoredRenditions;
import java.util.Optional;

/**
 * The renditions on disk as objects, each under the key that names it in full. Those that no key
 * names, since their size is not offered any more, are left out.
 */
final class DrawnObjects implements ObjectCursor {
  private final StoredRenditions renditions;
  private final KeyGrammar keys;

  DrawnObjects(StoredRenditions renditions, KeyGrammar keys) {
    this.renditions = renditions;
    this.keys = keys;
  }

  @Override
  public Optional<ListedObject> from(String position) {
    String prefix = keys.prefix();
    if (KeyOrder.COMPARATOR.compare(position, prefix) <= 0) {
      return fromName("");
    }
    return position.startsWith(prefix)
        ? fromName(position.substring(prefix.length()))
        : Optional.empty();
  }

  private Optional<ListedObject> fromName(String position) {
    Optional<StoredRendition> next = renditions.from(position);
    while (next.isPresent()) {
      String name = next.get().key().name();
      Drawn drawn = new Drawn(keys.prefix() + name, next.get());
      if (keys.parse(drawn.key()).equals(Optional.of(drawn.rendition().key()))) {
        return Optional.of(drawn);
      }
      next = renditions.from(KeyOrder.after(name));
    }
    return Optional.empty();
  }

  private record Drawn(String key, StoredRendition rendition) implements ListedObject {
    @Override
    public Optional<Summary> summary() {
      return rendition
          .summary()
          .map(stored -> new Summary(stored.bytes(), stored.md5(), stored.drawnAt()));
    }
  }
}
