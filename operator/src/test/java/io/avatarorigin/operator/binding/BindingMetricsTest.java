package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.binding.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class BindingMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BindingMetrics metrics = new BindingMetrics(registry);

  @Test
  void countsEachBucketOnceAsItIsNow() {
    metrics.tell("a", Finding.notYet("Settling", "written"));
    metrics.tell("b", Finding.no("BucketExists", "it is there"));
    metrics.tell("c", Finding.no("BucketExists", "it is there"));
    metrics.tell("a", Finding.yes("Bound", "it falls through"));

    assertThat(buckets("yes")).isEqualTo(1);
    assertThat(buckets("no")).isEqualTo(2);
    assertThat(buckets("not_yet")).isZero();
  }

  @Test
  void countsNoBucketThatIsGone() {
    metrics.tell("a", Finding.no("CredentialsMissing", "there is no Secret"));

    metrics.forget("a");

    assertThat(buckets("no")).isZero();
  }

  @Test
  void tellsWhatTheSpecAndWhatOthersHaveChanged() {
    metrics.changed(false);
    metrics.changed(true);
    metrics.changed(true);

    assertThat(counted("avatar_origin_bucket_changes", "cause", "spec")).isEqualTo(1);
    assertThat(counted("avatar_origin_bucket_changes", "cause", "drift")).isEqualTo(2);
  }

  @Test
  void countsWhatStoresAreAskedAndHowTheyFail() {
    metrics.called("GetBucket");
    metrics.called("GetBucket");
    metrics.failed(StoreException.Category.NOT_FOUND);
    metrics.purged(3);
    metrics.purged(4);

    assertThat(counted("avatar_origin_store_calls", "call", "GetBucket")).isEqualTo(2);
    assertThat(counted("avatar_origin_store_failures", "category", "not_found")).isEqualTo(1);
    assertThat(counted("avatar_origin_store_failures", "category", "refused")).isZero();
    assertThat(registry.get("avatar_origin_bucket_purged_pictures").counter().count()).isEqualTo(7);
  }

  private double buckets(String bound) {
    return registry.get("avatar_origin_buckets").tag("bound", bound).gauge().value();
  }

  private double counted(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }
}
