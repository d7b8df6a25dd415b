package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The S3 socket.
 *
 * @param host the address to listen on; default 127.0.0.1
 * @param port the port to listen on, 0 for any that is free; default 9000
 * @param region the region that the bucket is in; default us-east-1
 * @param regions regions whose signatures are accepted besides; default none
 * @param baseDomains domains below which buckets are the first label; default none
 * @param buckets the buckets that are served; default one named avatars, signed
 * @param cacheControl what objects say of how long they may be kept; default nothing
 * @param credentials who may sign; default none, see {@link CredentialsFile}
 * @param signatures how it is told who signs
 * @param clients who asks, and how often they may
 */
public record S3Config(
    String host,
    int port,
    String region,
    List<String> regions,
    List<String> baseDomains,
    List<BucketConfig> buckets,
    Optional<String> cacheControl,
    List<S3Credential> credentials,
    SignatureConfig signatures,
    S3ClientsConfig clients) {
  private static final Kind<String> REGION_NAME = Kinds.text("a region's name", "[\\w-]{1,64}");

  static final Setting<String> HOST =
      new Setting<>(
          "s3.host", Kinds.ADDRESS, "127.0.0.1", "The address to listen on; 0.0.0.0 for all.");
  static final Setting<Integer> PORT =
      new Setting<>("s3.port", Kinds.PORT, "9000", "The port of the S3 socket.");
  static final Setting<String> REGION =
      new Setting<>("s3.region", REGION_NAME, "us-east-1", "The region that clients sign for.");
  static final Setting<List<String>> REGIONS =
      new Setting<>(
          "s3.regions", new ListKind<>(REGION_NAME), "", "Regions that are accepted besides.");
  static final Setting<List<String>> BASE_DOMAINS =
      new Setting<>(
          "s3.base-domains",
          new ListKind<>(Kinds.text("a domain", "[a-z0-9]([a-z0-9.-]*[a-z0-9])?")),
          "",
          "Domains whose first label below is the bucket (virtual-hosted requests).");
  static final Setting<List<BucketConfig>> BUCKETS =
      new Setting<>(
          "s3.buckets",
          new ListKind<>(BucketConfig.KIND),
          "[{name: avatars, access: signed, wait: 20s, list: empty}]",
          "The buckets that are served. `access` is signed, public or public-drawn, `wait` how long"
              + " a request waits for a draw, `list` what lists tell: empty (nothing) or drawn (the"
              + " pictures on disk; never mirror from it with delete); see [Buckets](#buckets).");
  static final Setting<Optional<String>> CACHE_CONTROL =
      new Setting<>(
          "s3.cache-control",
          new OptionalKind<>(
              Kinds.text(
                  "a Cache-Control header such as public, max-age=86400",
                  "[\\w-]+(=[\\w-]+)?(, *[\\w-]+(=[\\w-]+)?)*")),
          "",
          "The header Cache-Control of objects, which stores in front and browsers go by. Unset: none.");
  static final Setting<List<S3Credential>> CREDENTIALS =
      new Setting<>(
          "s3.credentials",
          new ListKind<>(S3Credential.KIND),
          "",
          "Who may sign, and what for; see [S3 credentials](#s3-credentials). Empty, without"
              + " `s3.credentials-from`: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, else a pair"
              + " that is generated and kept in the data folder.");
  static final List<Setting<?>> SETTINGS =
      Stream.concat(
              Stream.of(
                  HOST, PORT, REGION, REGIONS, BASE_DOMAINS, BUCKETS, CACHE_CONTROL, CREDENTIALS),
              SignatureConfig.SETTINGS.stream())
          .toList();

  public S3Config {
    regions = List.copyOf(regions);
    baseDomains = List.copyOf(baseDomains);
    buckets = List.copyOf(buckets);
    credentials = List.copyOf(credentials);
  }

  static S3Config create(Values values) {
    return new S3Config(
        values.get(HOST),
        values.get(PORT),
        values.get(REGION),
        values.get(REGIONS),
        values.get(BASE_DOMAINS),
        values.get(BUCKETS),
        values.get(CACHE_CONTROL),
        values.get(CREDENTIALS),
        SignatureConfig.create(values),
        S3ClientsConfig.create(values));
  }

  /** The same with other credentials. */
  S3Config withCredentials(List<S3Credential> others) {
    return new S3Config(
        host,
        port,
        region,
        regions,
        baseDomains,
        buckets,
        cacheControl,
        others,
        signatures,
        clients);
  }

  /** Whether some bucket is signed for and nobody could ever sign. */
  public boolean needsCredentials() {
    return credentials.isEmpty()
        && signatures.credentialsFrom().isEmpty()
        && buckets.stream().anyMatch(bucket -> bucket.access() != BucketConfig.Access.PUBLIC);
  }
}
