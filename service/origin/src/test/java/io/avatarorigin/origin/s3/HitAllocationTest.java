package io.avatarorigin.origin.s3;

import static io.avatarorigin.origin.s3.TestedService.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.Allocations;
import io.avatarorigin.origin.s3.cors.CorsMethod;
import io.avatarorigin.origin.s3.cors.CorsRule;
import io.avatarorigin.origin.s3.cors.CorsRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What hits take of memory, without a server: 944 and 504 octets when this was written, and 2816
 * with headers that were computed for each answer. Bounds are twice as much.
 */
class HitAllocationTest {
  private static final CorsRules RULES =
      new CorsRules(
          List.of(
              new CorsRule(
                  List.of("https://a.example"),
                  List.of(CorsMethod.GET),
                  List.of(),
                  List.of("x-amz-request-id"),
                  Optional.empty())));

  @Test
  void isSmallWithCacheControlAndCors() {
    TestedService service =
        TestedService.caching(
            new S3Bucket(
                "public", S3Bucket.Access.PUBLIC, CREATED, RULES, S3Bucket.Deletes.IGNORED));
    Runnable hit = service.asking("GET", "/public/there", "Origin", "https://a.example");

    assertThat(Allocations.ofOne(hit)).isBetween(1L, 2000L);
  }

  @Test
  void isSmallForAConditionThatHolds() {
    TestedService service = new TestedService();
    Runnable hit =
        service.asking("GET", "/public/there", "If-None-Match", '"' + FixedObjects.MD5 + '"');

    assertThat(Allocations.ofOne(hit)).isBetween(1L, 1200L);
  }
}
