package io.avatarorigin.origin;

import io.avatarorigin.origin.config.BucketConfig;
import io.avatarorigin.origin.config.CorsRuleConfig;
import io.avatarorigin.origin.s3.S3Bucket;
import io.avatarorigin.origin.s3.cors.CorsMethod;
import io.avatarorigin.origin.s3.cors.CorsRule;
import io.avatarorigin.origin.s3.cors.CorsRules;
import java.time.Instant;

/** A bucket of the settings, as the S3 face is told of it. */
final class ServedBucket {
  /** Buckets have no birthday; S3 wants one, and the same each time. */
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private ServedBucket() {}

  static S3Bucket of(BucketConfig bucket) {
    return new S3Bucket(
        bucket.name(),
        access(bucket),
        CREATED,
        new CorsRules(bucket.cors().stream().map(ServedBucket::corsRule).toList()),
        deletes(bucket));
  }

  private static S3Bucket.Access access(BucketConfig bucket) {
    return switch (bucket.access()) {
      case SIGNED -> S3Bucket.Access.SIGNED;
      case PUBLIC -> S3Bucket.Access.PUBLIC;
      case PUBLIC_DRAWN -> S3Bucket.Access.PUBLIC_MADE;
    };
  }

  private static S3Bucket.Deletes deletes(BucketConfig bucket) {
    return switch (bucket.deletes()) {
      case IGNORED -> S3Bucket.Deletes.IGNORED;
      case REFUSED -> S3Bucket.Deletes.REFUSED;
    };
  }

  private static CorsRule corsRule(CorsRuleConfig rule) {
    return new CorsRule(
        rule.origins(),
        rule.methods().stream().map(ServedBucket::corsMethod).toList(),
        rule.allowedHeaders(),
        rule.exposedHeaders(),
        rule.maxAge());
  }

  private static CorsMethod corsMethod(CorsRuleConfig.Method method) {
    return switch (method) {
      case GET -> CorsMethod.GET;
      case HEAD -> CorsMethod.HEAD;
    };
  }
}
