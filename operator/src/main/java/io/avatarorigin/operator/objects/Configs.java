package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.operator.blueprint.Keys;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What pods read: configuration and keys. */
public final class Configs {
  static final String ORIGIN_FILE = "origin.yaml";
  static final String WORKER_FILE = "worker.yaml";

  /** Entries of the Secret of the S3 socket, beside the file that the origin reads. */
  public static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";

  public static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";

  /** The entry that says when a key was made. */
  public static final String MADE = "MADE";

  /** What the names of the entries of the key before begin with. */
  public static final String BEFORE = "BEFORE_";

  /** The entry of the Secret of signed links. */
  public static final String SIGNING_KEY = "signing-key";

  /** The entry of the Secret of the worker's token. */
  public static final String TOKEN = Places.WORKER_TOKEN_FILE;

  private Configs() {}

  /** The origin's settings and vocabulary. */
  public static ConfigMap origin(Blueprint blueprint) {
    Map<String, String> files = new TreeMap<>();
    files.put(ORIGIN_FILE, OriginSettings.yaml(blueprint));
    blueprint.vocabulary().ifPresent(yaml -> files.put(Places.VOCABULARY_FILE, yaml));
    return new ConfigMapBuilder()
        .withMetadata(blueprint.metadata(blueprint.names().origin(), Component.ORIGIN))
        .withData(files)
        .build();
  }

  /** The worker's settings. */
  public static ConfigMap worker(Blueprint blueprint) {
    return new ConfigMapBuilder()
        .withMetadata(blueprint.metadata(blueprint.names().worker(), Component.WORKER))
        .withData(Map.of(WORKER_FILE, WorkerSettings.yaml(blueprint)))
        .build();
  }

  /** The keys of the S3 socket, for the origin and for whoever reads from it. */
  public static Secret s3Keys(Blueprint blueprint) {
    Keys keys = blueprint.keys();
    List<Map<String, Object>> credentials = new ArrayList<>();
    credentials.add(credential(keys.s3AccessKeyId(), keys.s3SecretAccessKey()));
    keys.bucket().stream()
        .flatMap(KeyPairs::all)
        .map(
            pair -> {
              Map<String, Object> own = credential(pair.accessKeyId(), pair.secretAccessKey());
              own.put("buckets", List.of(blueprint.bucket()));
              return own;
            })
        .forEach(credentials::add);
    return secret(
        blueprint,
        blueprint.names().s3Keys(),
        Component.ORIGIN,
        Map.of(
            ACCESS_KEY_ID,
            keys.s3AccessKeyId(),
            SECRET_ACCESS_KEY,
            keys.s3SecretAccessKey(),
            Places.S3_KEYS_FILE,
            Yaml.text(credentials)));
  }

  private static Map<String, Object> credential(String id, String secret) {
    Map<String, Object> credential = new LinkedHashMap<>();
    credential.put("access-key-id", id);
    credential.put("secret-access-key", secret);
    return credential;
  }

  /** The keys that the store in front signs with at the origin. */
  public static Optional<Secret> tigrisKeys(Blueprint blueprint) {
    return blueprint
        .keys()
        .bucket()
        .map(
            pairs -> {
              Map<String, String> entries = new TreeMap<>();
              put(entries, "", pairs.newest());
              pairs.before().ifPresent(before -> put(entries, BEFORE, before));
              return secret(blueprint, blueprint.names().tigrisKeys(), Component.ORIGIN, entries);
            });
  }

  private static void put(Map<String, String> entries, String prefix, KeyPairs.Pair pair) {
    entries.put(prefix + ACCESS_KEY_ID, pair.accessKeyId());
    entries.put(prefix + SECRET_ACCESS_KEY, pair.secretAccessKey());
    entries.put(prefix + MADE, pair.made().toString());
  }

  /** The key of the bucket in front, for applications. */
  public static Secret bucketKey(Blueprint blueprint, Map<String, String> entries) {
    return secret(blueprint, blueprint.names().bucketKey(), Component.ORIGIN, entries);
  }

  /** The key of signed links, for the origin and for whoever signs them. */
  public static Secret webKeys(Blueprint blueprint) {
    return secret(
        blueprint,
        blueprint.names().webKeys(),
        Component.ORIGIN,
        Map.of(SIGNING_KEY, blueprint.keys().webSigningKey()));
  }

  /** The token that workers let the origin in by. */
  public static Secret workerToken(Blueprint blueprint) {
    return secret(
        blueprint,
        blueprint.names().workerToken(),
        Component.WORKER,
        Map.of(TOKEN, blueprint.keys().workerToken()));
  }

  private static Secret secret(
      Blueprint blueprint, String name, Component component, Map<String, String> texts) {
    Map<String, String> data = new TreeMap<>();
    texts.forEach(
        (key, text) ->
            data.put(
                key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    return new SecretBuilder()
        .withMetadata(blueprint.metadata(name, component))
        .withType("Opaque")
        .withData(data)
        .build();
  }
}
