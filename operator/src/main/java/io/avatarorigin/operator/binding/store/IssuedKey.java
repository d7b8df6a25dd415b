package io.avatarorigin.operator.binding.store;

/**
 * An access key that the store has made.
 *
 * @param secretAccessKey told once, when it is made
 */
public record IssuedKey(String id, String secretAccessKey) {
  @Override
  public String toString() {
    return "IssuedKey[" + id + "]";
  }
}
