package io.avatarorigin.origin.bucket;

import java.nio.file.Path;

/** What requests to a bucket are signed with. */
public sealed interface BucketCredentials {
  /** A key pair; the secret is not shown. */
  record Pair(String accessKeyId, String secretAccessKey) implements BucketCredentials {
    @Override
    public String toString() {
      return "Pair[" + accessKeyId + "]";
    }
  }

  /**
   * A file in the form of AWS's shared credentials, profile default; read again when it changes.
   */
  record File(Path path) implements BucketCredentials {}

  /**
   * What the machine has: the user's own shared credentials file, a container's or an instance's
   * role. Not the variables {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}: those say
   * who may sign requests to this origin.
   */
  record Surroundings() implements BucketCredentials {}
}
