package io.avatarorigin.origin.s3.auth;

import java.util.Optional;

/** The access keys that may sign. Asked on every signed request, by many threads at once. */
@FunctionalInterface
public interface CredentialSource {
  /** What is known of a key id: nothing if it may not sign. */
  Optional<Grant> grantOf(String accessKeyId);
}
