package io.avatarorigin.sigv4;

import java.util.Objects;

/** A key pair: the public id and its secret. */
public record AccessKey(String id, Secret secret) {
  public AccessKey {
    if (id.isEmpty() || id.indexOf('/') >= 0) {
      throw new IllegalArgumentException("Access key id '" + id + "' is empty or holds a slash");
    }
    Objects.requireNonNull(secret, "secret");
  }
}
