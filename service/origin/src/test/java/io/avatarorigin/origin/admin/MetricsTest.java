package io.avatarorigin.origin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.S3Answer;
import io.avatarorigin.origin.s3.S3Operation;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void countsDeletesThatWereAnsweredWithoutEffect() {
    metrics.answered(new S3Answer(S3Operation.DELETE_OBJECT, 204, Optional.empty()));
    metrics.answered(new S3Answer(S3Operation.DELETE_OBJECT, 204, Optional.empty()));
    metrics.answered(
        new S3Answer(S3Operation.DELETE_OBJECT, 403, Optional.of(S3ErrorCode.ACCESS_DENIED)));
    metrics.answered(new S3Answer(S3Operation.GET_OBJECT, 200, Optional.empty()));

    assertThat(metrics.scrape())
        .contains("avatar_origin_deletes_ignored_total 2.0")
        .contains("operation=\"DeleteObject\",status=\"204\"} 2.0");
  }

  @Test
  void knowsTheDeletesBeforeTheFirst() {
    assertThat(metrics.scrape()).contains("avatar_origin_deletes_ignored_total 0.0");
  }
}
