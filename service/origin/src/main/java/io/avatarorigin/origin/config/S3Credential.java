package io.avatarorigin.origin.config;

import io.avatarorigin.settings.FieldsKind;
import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.ScalarKind;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key pair that may sign S3 requests. Several secrets of one id at once allow rotation.
 *
 * @param buckets the only buckets that it is for; default all
 * @param prefix what the keys begin with that it may ask for; default empty, for every key
 * @param reads which pictures it may read; default {@link Reads#ALL}
 */
public record S3Credential(
    String accessKeyId,
    Secret secretAccessKey,
    Optional<List<String>> buckets,
    String prefix,
    Reads reads) {
  /** Which pictures a key may read. */
  public enum Reads {
    /** Every one; it is drawn if need be. */
    ALL,
    /** What is drawn already. */
    DRAWN
  }

  private static final Pattern ID = Pattern.compile("[\\w-]{1,128}");

  /** No fault quotes it, since a secret may have been put in its place. */
  static final Setting<String> ACCESS_KEY_ID =
      new Setting<>(
          "access-key-id",
          new ScalarKind<>(
              "an access key id (1 to 128 of letters, digits, _ and -)",
              S3Credential::parseId,
              id -> id,
              _ -> ""),
          "",
          "The public half.");

  static final Setting<Secret> SECRET_ACCESS_KEY =
      new Setting<>(
          "secret-access-key", Secret.kind("a secret, spelled out", 1), "", "The secret half.");
  static final Setting<Optional<List<String>>> BUCKETS =
      new Setting<>(
          "buckets",
          new OptionalKind<>(new ListKind<>(BucketConfig.NAME.kind())),
          "",
          "The only buckets that the key is for. Unset: all.");
  static final Setting<Optional<String>> PREFIX =
      new Setting<>(
          "prefix",
          new OptionalKind<>(Kinds.text("a prefix of keys", ".+")),
          "",
          "What the keys begin with that it may ask for. Unset: every key.");
  static final Setting<Reads> READS =
      new Setting<>("reads", Kinds.choice(Reads.class), "all", "Which pictures it may read.");
  static final List<Setting<?>> SETTINGS =
      List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, BUCKETS, PREFIX, READS);

  static final Kind<S3Credential> KIND =
      new FieldsKind<>(SETTINGS, S3Credential::create, S3Credential::values);

  public S3Credential {
    buckets = buckets.map(List::copyOf);
  }

  /** A key pair for everything. */
  public S3Credential(String accessKeyId, Secret secretAccessKey) {
    this(accessKeyId, secretAccessKey, Optional.empty(), "", Reads.ALL);
  }

  /** Why these may not sign together: a key id has one set of rights, whichever secret signs. */
  static Optional<String> refusal(List<S3Credential> credentials) {
    Map<String, S3Credential> known = new HashMap<>();
    return credentials.stream()
        .filter(
            credential ->
                !credential.hasRightsOf(
                    known.merge(credential.accessKeyId(), credential, (first, second) -> first)))
        .findFirst()
        .map(
            credential ->
                "has the key " + credential.accessKeyId() + " more than once, with other rights");
  }

  private boolean hasRightsOf(S3Credential other) {
    return buckets.equals(other.buckets) && prefix.equals(other.prefix) && reads == other.reads;
  }

  private static String parseId(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException("not an access key id");
    }
    return text;
  }

  private static S3Credential create(Values values) {
    return new S3Credential(
        values.get(ACCESS_KEY_ID),
        values.get(SECRET_ACCESS_KEY),
        values.get(BUCKETS),
        values.get(PREFIX).orElse(""),
        values.get(READS));
  }

  private Values values() {
    return new Values()
        .with(ACCESS_KEY_ID, accessKeyId)
        .with(SECRET_ACCESS_KEY, secretAccessKey)
        .with(BUCKETS, buckets)
        .with(PREFIX, prefix.isEmpty() ? Optional.empty() : Optional.of(prefix))
        .with(READS, reads);
  }
}
