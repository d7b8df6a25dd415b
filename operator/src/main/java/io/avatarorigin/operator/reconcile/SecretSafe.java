package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.KeySafe;
import io.avatarorigin.operator.binding.StorePlaces;
import io.avatarorigin.operator.binding.store.IssuedKey;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.objects.Configs;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the key of a bucket in the Secret NAME-bucket, with what an S3 client needs beside it. It
 * is written at once and not by the workflow: the store tells the secret a single time.
 */
final class SecretSafe implements KeySafe {
  private static final String ENDPOINT = "AWS_ENDPOINT_URL_S3";
  private static final String REGION = "AWS_REGION";
  private static final String BUCKET = "BUCKET_NAME";
  private static final String ROLE = "ROLE";

  private final KubernetesClient client;
  private final Blueprint blueprint;
  private final StorePlaces places;

  SecretSafe(KubernetesClient client, Blueprint blueprint, StorePlaces places) {
    this.client = client;
    this.blueprint = blueprint;
    this.places = places;
  }

  @Override
  public Optional<Kept> kept() {
    Optional<Secret> secret = Optional.ofNullable(secret().get());
    Optional<String> id = KeyRing.entry(secret, Configs.ACCESS_KEY_ID);
    Optional<String> made = KeyRing.entry(secret, Configs.MADE);
    Optional<String> role = KeyRing.entry(secret, ROLE);
    if (id.isEmpty() || made.isEmpty() || role.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Kept(
              id.get(),
              KeyRing.entry(secret, BUCKET).orElse(""),
              TigrisSpec.Role.valueOf(role.get()),
              Instant.parse(made.get()),
              KeyRing.entry(secret, Configs.BEFORE + Configs.ACCESS_KEY_ID)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty(); // somebody has changed it: another key is issued
    }
  }

  @Override
  public void keep(Kept kept, IssuedKey key) {
    write(kept, key.secretAccessKey());
  }

  @Override
  public void update(Kept kept) {
    KeyRing.entry(Optional.ofNullable(secret().get()), Configs.SECRET_ACCESS_KEY)
        .ifPresent(own -> write(kept, own));
  }

  private void write(Kept kept, String secretAccessKey) {
    Map<String, String> entries = new TreeMap<>();
    entries.put(Configs.ACCESS_KEY_ID, kept.id());
    entries.put(Configs.SECRET_ACCESS_KEY, secretAccessKey);
    entries.put(Configs.MADE, kept.made().toString());
    entries.put(ENDPOINT, places.endpoints().s3().toString());
    entries.put(REGION, "auto");
    entries.put(BUCKET, kept.bucket());
    entries.put(ROLE, kept.role().name());
    kept.before().ifPresent(id -> entries.put(Configs.BEFORE + Configs.ACCESS_KEY_ID, id));
    Secret secret = Configs.bucketKey(blueprint, entries);
    secret.addOwnerReference(blueprint.resource());
    try {
      client.resource(secret).forceConflicts().serverSideApply();
    } catch (KubernetesClientException e) {
      throw new NotKeptException(
          "the Secret %s cannot be written (%d)"
              .formatted(secret.getMetadata().getName(), e.getCode()),
          e);
    }
  }

  @Override
  public void discard() {
    secret().delete();
  }

  private Resource<Secret> secret() {
    return client
        .secrets()
        .inNamespace(blueprint.namespace())
        .withName(blueprint.names().bucketKey());
  }
}
