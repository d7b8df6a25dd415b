package io.avatarorigin.origin.s3.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param items objects and groups in the order of their keys
 * @param truncated whether something is left behind the last item
 */
record ListPage(List<Item> items, boolean truncated) {
  /** What counts as one in a page. */
  sealed interface Item {
    /** The key, or what all keys of the group begin with. */
    String position();
  }

  /** An object that is told by itself. */
  record Entry(String position, ListedObject.Summary summary) implements Item {}

  /** Keys that are told as one. */
  record Group(String position) implements Item {}

  ListPage {
    items = List.copyOf(items);
  }

  /**
   * Reads a page: as many objects as it has items, and one to know whether more are left. Groups
   * are passed as a whole, and objects that go while they are read are left out.
   *
   * @param mostItems of an empty page nothing is said to be left
   */
  static ListPage read(ObjectCursor objects, ListScope scope, ListStart start, int mostItems) {
    List<Item> items = new ArrayList<>(Math.min(mostItems, 100));
    ListStart next = start;
    while (mostItems > 0 && next instanceof ListStart.At(String position)) {
      Optional<ListedObject> object =
          objects.from(scope.atOrBehind(position)).filter(found -> scope.holds(found.key()));
      if (object.isEmpty()) {
        break;
      }
      String key = object.get().key();
      Optional<String> group = scope.group(key);
      Optional<Item> item =
          group.isPresent()
              ? group.map(Group::new)
              : object.get().summary().map(summary -> new Entry(key, summary));
      if (item.isPresent() && items.size() == mostItems) {
        return new ListPage(items, true);
      }
      item.ifPresent(items::add);
      next = group.map(ListStart::behindAll).orElseGet(() -> ListStart.behind(key));
    }
    return new ListPage(items, false);
  }

  /** The last item, where a next page begins behind it. */
  Optional<Item> lastOfMany() {
    return truncated ? Optional.of(items.getLast()) : Optional.empty();
  }
}
