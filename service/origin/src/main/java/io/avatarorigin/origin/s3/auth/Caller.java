package io.avatarorigin.origin.s3.auth;

import java.util.Objects;

/** Who sent a request. */
public sealed interface Caller {
  /** Nobody known: the request carries no signature. Whether it may read is the bucket's matter. */
  record Anonymous() implements Caller {}

  /** The holder of a secret of this access key. */
  record Credentialed(String accessKeyId, Rights rights) implements Caller {
    public Credentialed {
      Objects.requireNonNull(accessKeyId, "accessKeyId");
      Objects.requireNonNull(rights, "rights");
    }
  }
}
