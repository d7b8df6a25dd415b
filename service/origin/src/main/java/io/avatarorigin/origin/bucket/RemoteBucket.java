package io.avatarorigin.origin.bucket;

import java.util.Map;
import java.util.Optional;

/**
 * A bucket of an S3 server elsewhere. Calls block for as long as its settings allow, and come from
 * any thread.
 */
public interface RemoteBucket extends AutoCloseable {
  /**
   * The whole object.
   *
   * @return empty where there is none
   * @throws BucketException when that cannot be told, or the object is too long
   */
  Optional<RemoteObject> get(String key);

  /**
   * Writes the object unless there is one already, which is then left as it is.
   *
   * @param metadata of the user's own kind, names without {@code x-amz-meta-}
   * @throws BucketException when it is not known to be there afterwards
   */
  PutResult putIfAbsent(
      String key, byte[] content, String contentType, Map<String, String> metadata);

  /**
   * Removes the object, if there is one.
   *
   * @throws BucketException when it may be there still
   */
  void delete(String key);

  /**
   * What lies below a prefix, in the order of keys; asked for page by page while it is read.
   *
   * @throws BucketException from the iterator, too
   */
  Iterable<RemoteEntry> list(String prefix);

  /**
   * The names that follow the prefix up to a slash, without it, each once.
   *
   * @throws BucketException from the iterator, too
   */
  Iterable<String> folders(String prefix);

  /** Ends the calls that run, and lets go of connections. A second call does nothing. */
  @Override
  void close();
}
