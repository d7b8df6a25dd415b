package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.IssuedKey;
import java.time.Instant;
import java.util.Optional;

/** Where the key of a bucket is kept for applications. */
public interface KeySafe {
  /**
   * What is known of the key.
   *
   * @param before the id of the key before it, which is still to be revoked
   */
  record Kept(
      String id, String bucket, TigrisSpec.Role role, Instant made, Optional<String> before) {
    Kept withoutBefore() {
      return new Kept(id, bucket, role, made, Optional.empty());
    }
  }

  /** The key that is kept. */
  Optional<Kept> kept();

  /** A key could not be kept. */
  final class NotKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotKeptException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Keeps another key instead, which cannot be had again.
   *
   * @throws NotKeptException where it cannot
   */
  void keep(Kept kept, IssuedKey key);

  /** Keeps the same key, of which something else is known. */
  void update(Kept kept);

  /** Keeps none. */
  void discard();
}
