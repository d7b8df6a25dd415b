package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.Secret;
import java.util.List;

/** The access keys that may sign. Asked on every signed request, by many threads at once. */
@FunctionalInterface
public interface CredentialSource {
  /** The secrets of a key id: empty if it is unknown, several while it is being rotated. */
  List<Secret> secretsOf(String accessKeyId);
}
