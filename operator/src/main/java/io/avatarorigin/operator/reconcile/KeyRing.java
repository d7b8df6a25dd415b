package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.blueprint.Keys;
import io.avatarorigin.operator.blueprint.Names;
import io.avatarorigin.operator.objects.Configs;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the keys that an AvatarOrigin has, and makes up those that it lacks. */
final class KeyRing {
  private static final int ACCESS_KEY_BYTES = 8;
  private static final int SECRET_BYTES = 30;

  private final SecureRandom random;

  KeyRing(SecureRandom random) {
    this.random = random;
  }

  /**
   * All keys of an AvatarOrigin.
   *
   * @param secrets finds those of its namespace
   */
  Keys of(Names names, Function<String, Optional<Secret>> secrets) {
    Optional<Secret> s3 = secrets.apply(names.s3Keys());
    Optional<Secret> web = secrets.apply(names.webKeys());
    Optional<Secret> token = secrets.apply(names.workerToken());
    return new Keys(
        entry(s3, Configs.ACCESS_KEY_ID).orElseGet(this::accessKeyId),
        entry(s3, Configs.SECRET_ACCESS_KEY).orElseGet(this::secret),
        entry(web, Configs.SIGNING_KEY).orElseGet(this::secret),
        entry(token, Configs.TOKEN).orElseGet(this::secret));
  }

  private static Optional<String> entry(Optional<Secret> secret, String key) {
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
