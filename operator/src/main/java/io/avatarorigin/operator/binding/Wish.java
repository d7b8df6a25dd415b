package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.OriginSpec;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.Shadow;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Checksum;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.Secret;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wanted of a bucket.
 *
 * @param pair that the store shall sign with at the origin
 * @param host of the origin's S3 socket; its first label is the bucket there
 * @param checkedAt where the origin is asked whether it answers
 */
record Wish(TigrisSpec spec, KeyPairs.Pair pair, URI host, URI checkedAt, String prefix) {
  private static final String REGION = "us-east-1";

  static Wish of(Blueprint blueprint, KeyPairs.Pair pair) {
    TigrisSpec spec = Objects.requireNonNull(blueprint.spec().tigris(), "tigris");
    String s3Host = Objects.requireNonNull(blueprint.origin().s3Host(), "s3Host");
    TigrisSpec.Reach reach =
        Objects.requireNonNullElse(spec.reach(), new TigrisSpec.Reach(null, null, null));
    String scheme = reach.scheme() == TigrisSpec.Scheme.Http ? "http" : "https";
    String port = reach.port() == null ? "" : ":" + reach.port();
    URI host = URI.create("%s://%s%s".formatted(scheme, s3Host, port));
    OriginSpec.Keys keys = blueprint.origin().keys();
    return new Wish(
        spec,
        pair,
        host,
        reach.checkedAt() == TigrisSpec.CheckedAt.Service ? service(blueprint) : host,
        keys == null || keys.prefix() == null ? "" : keys.prefix());
  }

  /** The same socket within the cluster, where the bucket stands in the path. */
  private static URI service(Blueprint blueprint) {
    return URI.create(
        "http://%s.%s.svc/%s"
            .formatted(blueprint.names().s3(), blueprint.namespace(), blueprint.bucket()));
  }

  String bucket() {
    return spec.bucket();
  }

  boolean makesBucket() {
    return spec.management() != TigrisSpec.Management.Adopt;
  }

  Optional<Boolean> isPublic() {
    return Optional.ofNullable(spec.visibility()).map(TigrisSpec.Visibility.Public::equals);
  }

  /** Where it is kept; empty where the spec does not say. */
  Set<String> regions() {
    return spec.regions() == null ? Set.of() : new TreeSet<>(spec.regions());
  }

  TigrisSpec.DeletionPolicy deletionPolicy() {
    return Objects.requireNonNullElse(spec.deletionPolicy(), TigrisSpec.DeletionPolicy.KeepBucket);
  }

  /** The host split at its first dot, as the store puts it together again. */
  Shadow shadow() {
    String authority = host.getAuthority();
    int dot = authority.indexOf('.');
    return new Shadow(
        host.getScheme() + "://" + authority.substring(dot + 1),
        authority.substring(0, dot),
        REGION,
        pair.accessKeyId(),
        false);
  }

  /** Changes when the store has to be told of another place, key or secret. */
  String shadowDigest() {
    Shadow shadow = shadow();
    return Checksum.of(
        shadow.endpoint(),
        shadow.name(),
        shadow.region(),
        pair.accessKeyId(),
        pair.secretAccessKey());
  }

  AccessKey signingKey() {
    return new AccessKey(pair.accessKeyId(), Secret.of(pair.secretAccessKey()));
  }

  String region() {
    return REGION;
  }
}
