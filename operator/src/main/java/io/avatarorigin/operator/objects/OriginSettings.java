package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.api.ModelSpec;
import io.avatarorigin.operator.api.OriginSpec;
import io.avatarorigin.operator.api.SamplerSpec;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.api.VocabularySpec;
import io.avatarorigin.operator.blueprint.Blueprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The origin's configuration file. */
final class OriginSettings {
  private static final String ALL = "0.0.0.0";

  private final Blueprint blueprint;
  private final OriginSpec origin;
  private final Tree tree = new Tree();

  private OriginSettings(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.origin = blueprint.origin();
  }

  static String yaml(Blueprint blueprint) {
    return new OriginSettings(blueprint).yaml();
  }

  private String yaml() {
    tree.put("data", Places.DATA)
        .put("vocabulary", vocabulary())
        .put("jpeg-quality", origin.jpegQuality())
        .put("shutdown-grace", blueprint.drawSeconds() + "s");
    sampler();
    keys();
    s3();
    web();
    tree.put("admin.host", ALL);
    engine();
    store();
    if (origin.pinned() != null) {
      tree.put("pinned.folder", Places.PINNED);
    }
    return tree.yaml();
  }

  private String vocabulary() {
    if (blueprint.vocabulary().isPresent()) {
      return Places.CONFIG + "/" + Places.VOCABULARY_FILE;
    }
    VocabularySpec spec = blueprint.spec().vocabulary();
    return spec == null || spec.preset() == null ? "azurda" : spec.preset();
  }

  private void sampler() {
    SamplerSpec sampler = blueprint.spec().sampler();
    if (sampler == null) {
      return;
    }
    tree.put("sampler.scheduler", sampler.scheduler())
        .put("sampler.karras", sampler.karras())
        .put("sampler.steps", sampler.steps())
        .put("sampler.guidance-scale", sampler.guidanceScale())
        .put("sampler.size", sampler.size())
        .put("sampler.noise", lower(sampler.noise()));
  }

  private void keys() {
    OriginSpec.Keys keys = origin.keys();
    if (keys != null) {
      tree.put("keys.prefix", keys.prefix())
          .put("keys.sizes", keys.sizes())
          .put("keys.default-format", lower(keys.defaultFormat()));
    }
  }

  private void s3() {
    Map<String, Object> bucket = new LinkedHashMap<>();
    bucket.put("name", blueprint.bucket());
    bucket.put("access", s3Access());
    bucket.put("wait", waits());
    tree.put("s3.host", ALL)
        .put("s3.port", Ports.S3)
        .put("s3.base-domains", baseDomains())
        .put("s3.buckets", List.of(bucket))
        .put("s3.credentials-from", Places.S3_KEYS);
  }

  /** What follows the first label of the host, where that label is the bucket. */
  private @Nullable List<String> baseDomains() {
    String host = origin.s3Host();
    if (host == null || !host.startsWith(blueprint.bucket() + ".")) {
      return null;
    }
    return List.of(host.substring(blueprint.bucket().length() + 1));
  }

  private String s3Access() {
    OriginSpec.Access access = origin.access();
    if (access == null || access.s3() == null) {
      return "signed";
    }
    return switch (access.s3()) {
      case Signed -> "signed";
      case Public -> "public";
      case PublicDrawn -> "public-drawn";
    };
  }

  private void web() {
    OriginSpec.Access access = origin.access();
    tree.put("web.host", ALL)
        .put("web.port", Ports.WEB)
        .put("web.access", webAccess(access))
        .put("web.wait", waits())
        .put("web.pictures-at", picturesAt());
    if (origin.expose() != null) {
      tree.put("web.trusted-proxies", 1); // whoever stands in front says for whom it asks
    }
    OriginSpec.Budgets budgets = access == null ? null : access.budgets();
    if (budgets != null) {
      tree.put("web.budgets.client-per-minute", budgets.clientPerMinute())
          .put("web.budgets.client-per-day", budgets.clientPerDay())
          .put("web.budgets.total-per-minute", budgets.totalPerMinute())
          .put("web.budgets.total-per-day", budgets.totalPerDay());
    }
  }

  /** Nowhere before the bucket was seen to fall through: what it lacks then it would lack. */
  private @Nullable String picturesAt() {
    TigrisSpec tigris = blueprint.spec().tigris();
    if (tigris == null || !Boolean.TRUE.equals(tigris.redirect())) {
      return null;
    }
    return BucketStatus.of(blueprint.resource())
        .filter(bucket -> bucket.name().equals(tigris.bucket()) && bucket.verified() != null)
        .map(BucketStatus::url)
        .orElse(null);
  }

  private static String webAccess(OriginSpec.@Nullable Access access) {
    if (access == null || access.web() == null) {
      return "signed";
    }
    return switch (access.web()) {
      case Open -> "open";
      case Signed -> "signed";
      case Disabled -> "off";
    };
  }

  private void engine() {
    tree.put("engine.queue", origin.queue()).put("engine.draw-time", blueprint.drawSeconds() + "s");
    if (blueprint.isSuspended()) {
      tree.put("engine.drawers", 0);
    }
    ModelSpec.External external = blueprint.model().external();
    if (external == null) {
      tree.put("engine.kind", "workers")
          .put("engine.urls", List.of(Services.workerUrl(blueprint)))
          .put("engine.model", Models.label(blueprint))
          .put("engine.token-file", Places.WORKER_TOKEN + "/" + Places.WORKER_TOKEN_FILE);
      return;
    }
    tree.put("engine.kind", external.api().name().toLowerCase(Locale.ROOT))
        .put("engine.urls", List.of(external.url()))
        .put("engine.model", external.model())
        .put("engine.places", external.places());
    if (external.tokenSecretRef() != null) {
      tree.put("engine.token-file", Places.WORKER_TOKEN + "/" + Places.WORKER_TOKEN_FILE);
    }
  }

  private void store() {
    OriginSpec.Cache cache = origin.cache();
    if (cache != null) {
      tree.put("cache.disk", Quantities.share(cache.size(), 0.9));
    }
    OriginSpec.Store store = origin.store();
    if (store != null) {
      tree.put("store.bucket", store.bucket())
          .put("store.endpoint", store.endpoint())
          .put("store.region", store.region())
          .put("store.prefix", store.prefix());
    }
  }

  private String waits() {
    return blueprint.waitSeconds() + "s";
  }

  private static @Nullable String lower(@Nullable Enum<?> choice) {
    return choice == null ? null : choice.name().toLowerCase(Locale.ROOT);
  }
}
