package io.avatarorigin.origin.pinned;

import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.bucket.RemoteBucket;
import io.avatarorigin.origin.bucket.RemoteEntry;
import io.avatarorigin.origin.bucket.RemoteObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pinned files in a bucket of another S3 server, below a prefix. An ETag tells one from another.
 */
final class BucketSource implements PinnedSource {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Pattern PLAIN_ETAG = Pattern.compile("\"([0-9a-f]{32})\" ");

  private final RemoteBucket bucket;
  private final String prefix;
  private final String name;

  /**
   * The objects whose keys begin with the prefix.
   *
   * @param name what the bucket is called in messages
   */
  BucketSource(RemoteBucket bucket, String prefix, String name) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.name = name;
  }

  @Override
  public List<PinnedFile> list() {
    List<PinnedFile> files = new ArrayList<>();
    try {
      for (RemoteEntry entry : bucket.list(prefix)) {
        String below = entry.key().substring(prefix.length());
        if (files.size() == MOST_FILES) {
          files.add(PinnedFile.oneTooMany(below));
          break;
        }
        boolean folder = below.isEmpty() || below.endsWith("/"); // as consoles make them
        if (!folder) {
          files.add(
              PinnedFile.of(
                  below,
                  entry.length(),
                  entry.lastModified(),
                  stamp(entry.etag(), entry.length())));
        }
      }
    } catch (BucketException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
    return files;
  }

  @Override
  public Optional<PinnedContent> read(PinnedFile file) {
    try {
      return bucket
          .get(prefix + file.name())
          .filter(object -> stamp(object.etag(), object.content().length).equals(file.stamp()))
          .map(BucketSource::content);
    } catch (BucketException e) {
      if (e.kind() == BucketException.Kind.TOO_LONG) { // so it is not what was listed
        return Optional.empty();
      }
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
  }

  private static PinnedContent content(RemoteObject object) {
    return new PinnedContent(object.content(), ContentTypes.told(object.contentType()));
  }

  private static String stamp(String etag, long length) {
    return etag + " " + length;
  }

  /**
   * The ETag where it has the form of an MD5, which it is of objects that were put in one part. It
   * is none where the server encrypts with a key of its customer or of KMS; then it tells versions
   * apart as well, and the first read notes what the MD5 is.
   */
  @Override
  public Optional<String> md5(PinnedFile file) {
    Matcher etag = PLAIN_ETAG.matcher(file.stamp());
    return etag.lookingAt() ? Optional.of(etag.group(1)) : Optional.empty();
  }

  @Override
  public void note(PinnedFile file, String md5) {
    // the bucket itself keeps what it knows
  }

  @Override
  public boolean isFar() {
    return true;
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public String toString() {
    return name;
  }
}
