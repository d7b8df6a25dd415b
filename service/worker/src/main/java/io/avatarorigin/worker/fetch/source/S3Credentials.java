package io.avatarorigin.worker.fetch.source;

import java.nio.file.Path;
import java.util.Optional;

/** What requests to a bucket are signed with. */
public sealed interface S3Credentials {
  /** A key pair, with a session token where it is temporary; the secret is not shown. */
  record Pair(String accessKeyId, String secretAccessKey, Optional<String> sessionToken)
      implements S3Credentials {
    @Override
    public String toString() {
      return "Pair[" + accessKeyId + "]";
    }
  }

  /** A file in the form of AWS's shared credentials, profile default. */
  record File(Path path) implements S3Credentials {}

  /** What AWS's own tools would find: variables, the user's profile, a container's role. */
  record Surroundings() implements S3Credentials {}

  /** None: the bucket is public. */
  record Anonymous() implements S3Credentials {}
}
