package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.binding.KeySafe;
import io.avatarorigin.operator.binding.StorePlaces;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.objects.Configs;
import io.avatarorigin.sigv4.AccessKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Secrets that binding a bucket needs: the store's credentials, and the key for applications. */
final class StoreSecrets {
  /** Anything else would break the header that it stands in. */
  private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final KubernetesClient client;
  private final StorePlaces places;

  /**
   * The last credentials of each resource and Secret: when a whole namespace is deleted, the Secret
   * may be gone before what was done with it is undone.
   */
  private final Map<String, AccessKey> last = new ConcurrentHashMap<>();

  StoreSecrets(KubernetesClient client, StorePlaces places) {
    this.client = client;
    this.places = places;
  }

  /** Finds the store's credentials by the name of their Secret. */
  Function<String, Optional<AccessKey>> credentials(AvatarOrigin resource) {
    return name -> {
      String slot = resource.getMetadata().getUid() + "/" + name;
      Optional<AccessKey> key =
          Optional.ofNullable(
                  client
                      .secrets()
                      .inNamespace(resource.getMetadata().getNamespace())
                      .withName(name)
                      .get())
              .flatMap(StoreSecrets::key);
      key.ifPresent(it -> last.put(slot, it));
      boolean isGoing = resource.getMetadata().getDeletionTimestamp() != null;
      return key.isEmpty() && isGoing ? Optional.ofNullable(last.get(slot)) : key;
    };
  }

  /** Forgets those of a resource. */
  void forget(AvatarOrigin resource) {
    last.keySet().removeIf(slot -> slot.startsWith(resource.getMetadata().getUid() + "/"));
  }

  private static Optional<AccessKey> key(Secret secret) {
    Optional<Secret> found = Optional.of(secret);
    return KeyRing.entry(found, Configs.ACCESS_KEY_ID)
        .map(String::strip)
        .filter(id -> ACCESS_KEY_ID.matcher(id).matches())
        .flatMap(
            id ->
                KeyRing.entry(found, Configs.SECRET_ACCESS_KEY)
                    .map(own -> new AccessKey(id, io.avatarorigin.sigv4.Secret.of(own.strip()))));
  }

  /** The Secret NAME-bucket. */
  KeySafe safe(Blueprint blueprint) {
    return new SecretSafe(client, blueprint, places);
  }
}
