package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.KeyChange;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.operator.blueprint.Keys;
import io.avatarorigin.operator.blueprint.Names;
import io.avatarorigin.operator.objects.Configs;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps the keys that an AvatarOrigin has, and makes up those that it lacks. */
final class KeyRing {
  private static final int ACCESS_KEY_BYTES = 8;
  private static final int SECRET_BYTES = 30;

  private final SecureRandom random;
  private final InstantSource clock;

  KeyRing(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * All keys of an AvatarOrigin.
   *
   * @param secrets finds those of its namespace
   */
  Keys of(AvatarOrigin resource, Function<String, Optional<Secret>> secrets) {
    Names names = new Names(resource.getMetadata().getName());
    Optional<Secret> s3 = secrets.apply(names.s3Keys());
    Optional<Secret> web = secrets.apply(names.webKeys());
    Optional<Secret> token = secrets.apply(names.workerToken());
    return new Keys(
        entry(s3, Configs.ACCESS_KEY_ID).orElseGet(this::accessKeyId),
        entry(s3, Configs.SECRET_ACCESS_KEY).orElseGet(this::secret),
        entry(web, Configs.SIGNING_KEY).orElseGet(this::secret),
        entry(token, Configs.TOKEN).orElseGet(this::secret),
        pairs(resource, () -> secrets.apply(names.tigrisKeys())));
  }

  /** Those of a bucket that is bound stay until it is not, whatever the spec says. */
  private Optional<KeyPairs> pairs(AvatarOrigin resource, Supplier<Optional<Secret>> kept) {
    boolean isWanted = resource.getSpec().tigris() != null;
    if (!isWanted && BucketStatus.of(resource).isEmpty()) {
      return Optional.empty();
    }
    Optional<Secret> secret = kept.get();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    KeyPairs known =
        new KeyPairs(
            pair(secret, "", now).orElseGet(() -> made(now)), pair(secret, Configs.BEFORE, now));
    return Optional.of(isWanted ? KeyChange.of(resource).next(known, now, () -> made(now)) : known);
  }

  private KeyPairs.Pair made(Instant now) {
    return new KeyPairs.Pair(accessKeyId(), secret(), now);
  }

  private static Optional<KeyPairs.Pair> pair(Optional<Secret> secret, String prefix, Instant now) {
    Optional<String> id = entry(secret, prefix + Configs.ACCESS_KEY_ID);
    Optional<String> own = entry(secret, prefix + Configs.SECRET_ACCESS_KEY);
    if (id.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    Instant made = entry(secret, prefix + Configs.MADE).map(text -> instant(text, now)).orElse(now);
    return Optional.of(new KeyPairs.Pair(id.get(), own.get(), made));
  }

  private static Instant instant(String text, Instant otherwise) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return otherwise; // somebody has put in a key by hand: it counts as made now
    }
  }

  /** An entry of a Secret that is not blank. */
  static Optional<String> entry(Optional<Secret> secret, String key) {
    return secret
        .map(Secret::getData)
        .map(data -> data.get(key))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .filter(text -> !text.isBlank());
  }

  private String accessKeyId() {
    byte[] bytes = new byte[ACCESS_KEY_BYTES];
    random.nextBytes(bytes);
    return "AO" + HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
