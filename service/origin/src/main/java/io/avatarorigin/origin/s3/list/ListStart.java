package io.avatarorigin.origin.s3.list;

/** Where in the order of keys a list goes on. */
sealed interface ListStart {
  /** At the first key that is this or behind it. */
  record At(String position) implements ListStart {}

  /** Nowhere: no key can be left. */
  record Nowhere() implements ListStart {}

  /** Behind one key. */
  static ListStart behind(String key) {
    return new At(KeyOrder.after(key));
  }

  /** Behind all keys that begin so. */
  static ListStart behindAll(String group) {
    return KeyOrder.afterAll(group).<ListStart>map(At::new).orElseGet(Nowhere::new);
  }
}
