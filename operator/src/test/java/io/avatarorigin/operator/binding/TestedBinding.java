package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.store.Account;
import io.avatarorigin.operator.binding.store.BucketChange;
import io.avatarorigin.operator.binding.store.Shadow;
import io.avatarorigin.operator.binding.store.SignedRequests;
import io.avatarorigin.operator.binding.store.StoreEndpoints;
import io.avatarorigin.operator.blueprint.Apis;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Drafting;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.operator.blueprint.Keys;
import io.avatarorigin.operator.objects.Samples;
import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.Secret;
import io.avatarorigin.testbed.Tigris;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One resource and the binder that looks after its bucket, as the reconciler asks it: what a report
 * says is written down, and the next look is when the report wants it. Time passes by that alone.
 */
final class TestedBinding {
  static final KeyPairs.Pair KEY =
      new KeyPairs.Pair(
          "AOFIRST", "a-secret-that-nobody-logs", Instant.parse("2026-01-01T00:00:00Z"));

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int MOST_LOOKS = 120;

  private final Tigris tigris;
  private String bucket;
  private String spec;
  private String prefix = "";
  private int originPort;
  private final MemorySafe safe = new MemorySafe();
  private final io.avatarorigin.operator.binding.store.Tigris store;
  private Pace pace = Pace.USUAL;
  private AvatarOrigin resource;
  private BucketBinder binder;
  private SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private OriginFacts facts = new OriginFacts(true, true, Optional.of("v1"));
  private KeyPairs pairs = new KeyPairs(KEY, Optional.empty());
  private Optional<String> rival = Optional.empty();
  private Instant now = Instant.parse("2026-02-01T00:00:00Z");
  private Optional<AccessKey> credentials;

  /**
   * @param spec more of {@code spec.tigris}, as lines of YAML without indentation
   */
  TestedBinding(Tigris tigris, String bucket, int originPort, String spec) {
    this.tigris = tigris;
    this.bucket = bucket;
    this.spec = spec;
    this.originPort = originPort;
    this.credentials =
        Optional.of(new AccessKey(tigris.accessKeyId(), Secret.of(tigris.secretAccessKey())));
    this.store =
        new io.avatarorigin.operator.binding.store.Tigris(
            new Account(
                new SignedRequests(InstantSource.system(), PATIENCE),
                new StoreEndpoints(tigris.endpoint(), tigris.endpoint()),
                credentials.orElseThrow(),
                _ -> {}));
    this.resource = resource(spec);
    this.binder = binder();
  }

  /** The store, for whoever changes a bucket behind the operator's back. */
  io.avatarorigin.operator.binding.store.Tigris store() {
    return store;
  }

  /** Another operator takes over, which purges pages of this size. */
  void restartWithPages(int size) {
    pace =
        new Pace(
            pace.settle(),
            pace.look(),
            pace.shortest(),
            pace.longest(),
            pace.copies(),
            pace.purge(),
            size);
    restart();
  }

  private AvatarOrigin resource(String spec) {
    AvatarOrigin resource =
        Serialization.unmarshal(
            """
            apiVersion: avatarorigin.io/v1alpha1
            kind: AvatarOrigin
            metadata: {name: plain, namespace: avatars, uid: "uid-of-%1$s", generation: 1}
            spec:
              model: {bundled: {}}
              origin: {s3Host: 127.0.0.1%4$s}
              tigris:
                bucket: %1$s
                credentialsSecretRef: {name: tigris}
                reach: {scheme: Http, port: %2$d}
            %3$s
            """
                .formatted(
                    bucket,
                    originPort,
                    spec.indent(4),
                    prefix.isEmpty() ? "" : ", keys: {prefix: \"%s\"}".formatted(prefix)),
            AvatarOrigin.class);
    return resource;
  }

  private BucketBinder binder() {
    return new BucketBinder(
        new StorePlaces(
            new StoreEndpoints(tigris.endpoint(), tigris.endpoint()),
            tigris.endpoint() + "/{bucket}"),
        pace,
        () -> now,
        new SignedRequests(InstantSource.system(), PATIENCE),
        new BindingMetrics(metrics));
  }

  /** The spec names another bucket. */
  void moveTo(String other) {
    moveTo(other, spec);
  }

  /** The spec names another bucket, and is another. */
  void moveTo(String other, String changed) {
    bucket = other;
    change(changed);
  }

  /** The spec is changed. */
  void change(String other) {
    spec = other;
    AvatarOrigin changed = resource(spec);
    changed.getMetadata().setGeneration(resource.getMetadata().getGeneration() + 1);
    changed.setStatus(resource.getStatus());
    resource = changed;
  }

  void seeOrigin(OriginFacts seen) {
    facts = seen;
  }

  void useKeys(KeyPairs used) {
    pairs = used;
  }

  /** Another resource has the bucket. */
  void rivalledBy(String other) {
    rival = Optional.of(other);
  }

  /** The origin is reached at another port from now on. */
  void moveOriginTo(int port) {
    originPort = port;
    change(spec);
  }

  /** Keys of pictures begin so. */
  void prefixWith(String other) {
    prefix = other;
    change(spec);
  }

  void loseCredentials() {
    credentials = Optional.empty();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  MemorySafe safe() {
    return safe;
  }

  @Nullable BucketStatus known() {
    return resource.getStatus() == null ? null : resource.getStatus().bucket();
  }

  AvatarOrigin resource() {
    return resource;
  }

  double counted(String meter, String... tags) {
    return metrics.get(meter).tags(tags).counter().count();
  }

  /** The key of the picture that is asked for with such pictures. */
  String probeKey(String contentVersion) {
    Wish wish = Wish.of(blueprint(), pairs.newest());
    return FallThrough.key(wish, FallThrough.subject(wish, contentVersion));
  }

  /** Somebody has the bucket fall through to another one of the very store, which answers. */
  void bindElsewhere() {
    if (tigris.bucket("other").isEmpty()) {
      store.create("other", false, Set.of());
    }
    if (tigris.bucket(bucket).isEmpty()) {
      store.create(bucket, false, Set.of());
    }
    store.change(
        bucket,
        new BucketChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new BucketChange.SecretShadow(
                    new Shadow(
                        tigris.endpoint().toString(), "other", "auto", tigris.accessKeyId(), false),
                    tigris.secretAccessKey()))));
  }

  /** The ids of all keys that were issued for the resource. */
  List<String> issuedKeys() {
    return store.accessKeys().named(Undoing.keyName(resource));
  }

  /** One look; what it reports is written down. */
  BindingReport look() {
    BindingReport report = glance();
    write(report);
    return report;
  }

  /** What a report says is written down. */
  void write(BindingReport report) {
    writeDown(report.bucket());
  }

  /** One look of an operator that dies before it writes anything down. */
  BindingReport glance() {
    return binder.bind(blueprint(), facts, rival, _ -> credentials, safe);
  }

  private Blueprint blueprint() {
    return Drafting.draft(
        resource,
        Samples.CONFIG,
        new Apis(true, true, true),
        new Keys("AKIAEXAMPLE", "secret", "signing-key", "token", Optional.of(pairs)),
        _ -> Optional.empty());
  }

  /** Another operator takes over, which knows what is written down alone. */
  void restart() {
    binder = binder();
  }

  /** Looks, and waits as it is told, until a report is as it shall be. */
  BindingReport until(Predicate<BindingReport> wanted) {
    BindingReport report = look();
    for (int looks = 1; looks < MOST_LOOKS && !wanted.test(report); looks++) {
      now = now.plus(report.next());
      report = look();
    }
    if (!wanted.test(report)) {
      throw new AssertionError("after %d looks: %s".formatted(MOST_LOOKS, report));
    }
    return report;
  }

  BindingReport untilSettled() {
    return until(BindingReport::isSettled);
  }

  /** Undoes it once. */
  Optional<Finding> undo() {
    Optional<Hindrance> left = binder.undo(resource, _ -> credentials);
    if (left.isEmpty()) {
      writeDown(null);
    }
    return left.map(Hindrance::problem);
  }

  private void writeDown(@Nullable BucketStatus written) {
    resource.setStatus(
        new AvatarOriginStatus(
            1L, null, null, null, null, null, null, null, null, written, null, null));
  }
}
