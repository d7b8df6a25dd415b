package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.bucket.FakeBucket;
import io.avatarorigin.origin.pinned.PinnedFiles;
import io.avatarorigin.origin.pinned.PinnedObjects;
import io.avatarorigin.origin.s3.Making;
import io.avatarorigin.origin.s3.ObjectLookup;
import io.avatarorigin.origin.s3.ObjectSource;
import io.avatarorigin.origin.s3.list.ListedObject;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PinnedFirstTest {
  @TempDir private Path data;
  private final FakeBucket bucket = new FakeBucket();

  @Test
  void listsNothingRatherThanTooLittleWhileThePinnedBucketIsOut() {
    bucket.put("robots.txt", "x".getBytes(StandardCharsets.UTF_8), "\"0123-2\"");
    PinnedFirst objects = objects();
    ListedObject listed = objects.list("avatars").from("").orElseThrow();
    bucket.failsBecause(BucketException.Kind.UNREACHABLE);

    assertThatThrownBy(listed::summary).isInstanceOf(UncheckedIOException.class);

    bucket.mended();
    assertThat(listed.summary()).isPresent();
  }

  private PinnedFirst objects() {
    PinnedFiles files =
        PinnedFiles.ofBucket(
            bucket,
            new PinnedFiles.Place("s3://faces", ""),
            data.resolve("pinned.json"),
            new PinnedFiles.Rules("", 1 << 20));
    return new PinnedFirst(
        new PinnedObjects(files, hash -> false),
        new Nothing(),
        Set.of("avatars"),
        RandomGenerator.of("Random"));
  }

  /** No other objects. */
  private static final class Nothing implements ObjectSource {
    @Override
    public ObjectLookup lookup(String name, String key, Making making) {
      return new ObjectLookup.Absent();
    }

    @Override
    public boolean mayHold(String name, String key) {
      return false;
    }

    @Override
    public ObjectCursor list(String name) {
      return ObjectCursor.empty();
    }
  }
}
