package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.binding.store.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what is done to buckets in front, and how they are. */
public final class BindingMetrics {
  private final MeterRegistry registry;
  private final Map<String, Finding.Verdict> verdicts = new ConcurrentHashMap<>();
  private final Counter purged;

  public BindingMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.purged =
        Counter.builder("avatar_origin_bucket_purged_pictures")
            .description("pictures of an earlier content version that were deleted from buckets")
            .register(registry);
    for (Finding.Verdict verdict : Finding.Verdict.values()) {
      Gauge.builder("avatar_origin_buckets", () -> count(verdict))
          .description("buckets in front, by whether they fall through to their origin")
          .tag("bound", lower(verdict))
          .register(registry);
    }
    for (StoreException.Category category : StoreException.Category.values()) {
      failures(category);
    }
    changes("spec");
    changes("drift");
  }

  private long count(Finding.Verdict verdict) {
    return verdicts.values().stream().filter(verdict::equals).count();
  }

  /** How the bucket of a resource is. */
  void tell(String uid, Finding bound) {
    verdicts.put(uid, bound.verdict());
  }

  void forget(String uid) {
    verdicts.remove(uid);
  }

  void called(String call) {
    Counter.builder("avatar_origin_store_calls")
        .description("requests to stores, by what they ask for")
        .tag("call", call)
        .register(registry)
        .increment();
  }

  void failed(StoreException.Category category) {
    failures(category).increment();
  }

  private Counter failures(StoreException.Category category) {
    return Counter.builder("avatar_origin_store_failures")
        .description("requests to stores that failed")
        .tag("category", lower(category))
        .register(registry);
  }

  /** A bucket's settings were written. */
  void changed(boolean isMending) {
    changes(isMending ? "drift" : "spec").increment();
  }

  private Counter changes(String cause) {
    return Counter.builder("avatar_origin_bucket_changes")
        .description("times that settings of buckets were written, by what had changed")
        .tag("cause", cause)
        .register(registry);
  }

  void purged(int pictures) {
    purged.increment(pictures);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
