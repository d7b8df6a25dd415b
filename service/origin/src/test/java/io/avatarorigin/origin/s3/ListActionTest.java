package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.auth.Rights;
import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.list.ListObjects;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import io.avatarorigin.origin.s3.wire.Addressing;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Exception;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListActionTest {
  private final RandomGenerator random = new Random(1);
  private static final S3Request REQUEST =
      S3Request.parse(
          new RawRequest("GET", "/avatars", "prefix=p", RequestHeaders.of()),
          new Addressing(List.of()));

  @Test
  void asksTheSourceOfThatBucket() {
    List<String> asked = new ArrayList<>();

    assertThat(
            answer(
                    bucket ->
                        position -> {
                          asked.add(bucket + " " + position);
                          return ObjectCursor.empty().from(position);
                        })
                .status())
        .isEqualTo(200);
    assertThat(asked).containsExactly("avatars p");
  }

  @Test
  void givesNoListRatherThanHalfOfOne() {
    Lists failing =
        bucket ->
            position -> {
              throw new UncheckedIOException(new IOException("the disk fails on purpose"));
            };

    assertThatThrownBy(() -> answer(failing))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error().code()).isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE));
  }

  @Test
  void sendsThoseWhoGetNoListAwayForDifferentTimes() {
    Lists failing =
        bucket ->
            position -> {
              throw new UncheckedIOException(new IOException("the disk fails on purpose"));
            };

    List<String> delays = Stream.generate(() -> delay(failing)).limit(200).distinct().toList();

    assertThat(delays).containsExactlyInAnyOrder("5", "6", "7", "8", "9", "10");
  }

  private String delay(Lists failing) {
    try {
      throw new AssertionError("a list: " + answer(failing));
    } catch (S3Exception e) {
      return e.error().headers().getFirst().value();
    }
  }

  private S3Response answer(Lists lists) {
    return new ListAction(
            new StoredObjects(lists, new Authorization(new Buckets(List.of())), random),
            ListObjects::answer)
        .answer(REQUEST, new Caller.Credentialed("AKIDTEST", Rights.FULL));
  }

  /** A source that is asked for lists alone. */
  @FunctionalInterface
  private interface Lists extends ObjectSource {
    @Override
    ObjectCursor list(String bucket);

    @Override
    default ObjectLookup lookup(String bucket, String key, Making making) {
      throw new AssertionError("a list makes no object");
    }
  }
}
