package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.Secret;
import java.util.List;
import java.util.Objects;

/**
 * An access key that may sign.
 *
 * @param secrets one at least; several while the key is being rotated
 * @param rights what its holder may ask for
 */
public record Grant(List<Secret> secrets, Rights rights) {
  public Grant {
    secrets = List.copyOf(secrets);
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("an access key has one secret at least");
    }
    Objects.requireNonNull(rights, "rights");
  }
}
