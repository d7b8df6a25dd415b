package io.avatarorigin.origin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.Noise;
import io.avatarorigin.origin.client.AddressRange;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.Loaded;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Layers;
import io.avatarorigin.settings.raw.Value;
import io.avatarorigin.settings.raw.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EverySettingTest {
  static final Map<String, String> HOME = Map.of("HOME", "/home/ada");

  static final String EVERY_KEY =
      """
      data: /srv/avatars
      vocabulary: /etc/avatars/cats.yaml
      jpeg-quality: 70
      shutdown-grace: 45s
      sampler:
        scheduler: EulerDiscrete
        karras: true
        steps: 12
        guidance-scale: 6.5
        size: 512
        noise: nv
      keys:
        prefix: a/b/
        sizes: [40, 80]
        default-format: webp
      s3:
        host: 0.0.0.0
        port: 9100
        region: auto
        regions: [us-east-1, fra]
        base-domains: [s3.example.org]
        buckets:
          - name: faces
            access: public-drawn
            wait: 12s
            list: drawn
            cors:
              - origins: ["https://*.example.org"]
                methods: [get]
                allowed-headers: [x-amz-*]
                exposed-headers: [Content-Length]
                max-age: 10m
            deletes: refused
          - name: others
        cache-control: public, max-age=2630000
        credentials:
          - {access-key-id: AKIAEXAMPLE, secret-access-key: hidden-1}
          - access-key-id: AKIALIMITED
            secret-access-key: hidden-4
            buckets: [faces]
            prefix: a/b/0
            reads: drawn
        credentials-from: /etc/avatars/keys
        unsigned-headers: [x-amz-cf-id, x-amz-request-id]
        signature-echo: false
        clients:
          requests-per-second: 50
          trusted-proxies: [10.0.0.0/8, "fd00::/8", 192.0.2.1]
          forwarded-host: true
      web:
        host: "::"
        port: 8180
        access: signed
        signing-keys: [hidden-hidden-hidden-2, hidden-hidden-hidden-3]
        wait: PT1M30S
        max-age: 5m
        redirect-hosts: [example.org]
        pictures-at: https://faces.example.org/of
        trusted-proxies: 2
        allow-list: /etc/avatars/allowed
        events: 70
        playground: false
        budgets:
          client-per-minute: 3
          client-per-day: 30
          total-per-minute: 20
          total-per-day: 2000
      admin:
        host: 10.0.0.1
        port: 8181
      limits:
        connections: 400
        connections-per-client: 40
        head-time: 5s
        write-time: 30s
        idle-time: 10m
      engine:
        kind: workers
        urls: ["http://workers.avatars.svc:7860", "https://10.0.0.9:7860/"]
        model: sd-1.5
        places: 4
        draw-time: 90s
        token: hidden-5
        tls:
          ca: /etc/avatars/ca.pem
          certificate: /etc/avatars/origin.pem
          key: /etc/avatars/origin.key
        drawers: 7
        queue: 11
        attempts: 4
        safety: refuse
        safety-attempts: 5
        providers: [tensorrt, "cuda:1", cpu]
        threads: 2
      cache:
        memory: 64MiB
        disk: 2GB
      pinned:
        memory: 32MiB
        bucket: faces
        prefix: for/us/
        endpoint: https://s3.example.org:8443
        region: auto
        path-style: false
        access-key-id: AKIAPINNED
        secret-access-key: hidden-4
        credentials-file: /etc/avatars/credentials
      store:
        bucket: shared-pictures
        endpoint: https://s3.example.org:9000
        region: fra
        prefix: avatars/
        path-style: false
        access-key-id: STOREKEY
        secret-access-key: hidden-4
        credentials-file: /etc/avatars/store
        timeout: 2s
      """;

  /** What excludes some of the others. */
  private static final String OTHER_KEYS =
      """
      model: /models/sd15
      pinned:
        folder: /etc/avatars/pinned
      engine:
        kind: embedded
        token-file: /etc/avatars/token
      """;

  @TempDir Path folder;

  @Test
  void hasDefaultsForEverything() {
    OriginConfig config = load(Optional.empty(), HOME).config();

    assertThat(config)
        .isEqualTo(
            new OriginConfig(
                Path.of("/home/ada/.local/share/avatar-origin"),
                new ModelSource.Bundled(),
                new VocabularySource.Preset("azurda"),
                new SamplerConfig(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                new KeysConfig("", Set.of(), ImageFormat.JPEG),
                Optional.empty(),
                new S3Config(
                    "127.0.0.1",
                    9000,
                    "us-east-1",
                    List.of(),
                    List.of(),
                    List.of(
                        new BucketConfig(
                            "avatars", BucketConfig.Access.SIGNED, Duration.ofSeconds(20))),
                    Optional.empty(),
                    List.of(),
                    new SignatureConfig(Optional.empty(), List.of("x-amz-cf-id"), true),
                    new S3ClientsConfig(Optional.empty(), List.of(), false)),
                new WebConfig(
                    "127.0.0.1",
                    8080,
                    WebConfig.Access.OPEN,
                    List.of(),
                    Duration.ofSeconds(20),
                    Duration.ofDays(1),
                    List.of(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    1_000,
                    true,
                    new BudgetsConfig(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
                new AdminConfig("127.0.0.1", 8081),
                new LimitsConfig(
                    10_000,
                    5_000,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(75)),
                new EngineConfig(
                    EngineConfig.Kind.EMBEDDED,
                    3,
                    256,
                    3,
                    EngineConfig.Safety.REDRAW,
                    3,
                    new ExecutionConfig(List.of("cpu"), 1),
                    new RemoteEngineConfig(
                        List.of(),
                        Optional.empty(),
                        1,
                        Duration.ofMinutes(2),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                new CacheConfig(128L << 20, 10L << 30),
                new StoreConfig(
                    new RemoteBucketConfig(
                        Optional.empty(),
                        Optional.empty(),
                        "us-east-1",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    Duration.ofSeconds(1)),
                new PinnedConfig(
                    Optional.empty(),
                    new RemoteBucketConfig(
                        Optional.empty(),
                        Optional.empty(),
                        "us-east-1",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    64L << 20),
                Duration.ofSeconds(20)));
  }

  @Test
  void readsEveryKey() {
    OriginConfig config = load(EVERY_KEY, HOME).config();

    assertThat(config)
        .isEqualTo(
            new OriginConfig(
                Path.of("/srv/avatars"),
                new ModelSource.Bundled(),
                new VocabularySource.File(Path.of("/etc/avatars/cats.yaml")),
                new SamplerConfig(
                    Optional.of("EulerDiscrete"),
                    Optional.of(true),
                    Optional.of(12),
                    Optional.of(6.5),
                    Optional.of(512),
                    Optional.of(Noise.NV)),
                new KeysConfig("a/b/", Set.of(40, 80), ImageFormat.WEBP),
                Optional.of(70),
                new S3Config(
                    "0.0.0.0",
                    9100,
                    "auto",
                    List.of("us-east-1", "fra"),
                    List.of("s3.example.org"),
                    List.of(
                        new BucketConfig(
                            "faces",
                            BucketConfig.Access.PUBLIC_DRAWN,
                            Duration.ofSeconds(12),
                            BucketConfig.Listing.DRAWN,
                            List.of(
                                new CorsRuleConfig(
                                    List.of("https://*.example.org"),
                                    List.of(CorsRuleConfig.Method.GET),
                                    List.of("x-amz-*"),
                                    List.of("Content-Length"),
                                    Optional.of(Duration.ofMinutes(10)))),
                            BucketConfig.Deletes.REFUSED),
                        new BucketConfig(
                            "others", BucketConfig.Access.SIGNED, Duration.ofSeconds(20))),
                    Optional.of("public, max-age=2630000"),
                    List.of(
                        new S3Credential("AKIAEXAMPLE", Secret.of("hidden-1")),
                        new S3Credential(
                            "AKIALIMITED",
                            Secret.of("hidden-4"),
                            Optional.of(List.of("faces")),
                            "a/b/0",
                            S3Credential.Reads.DRAWN)),
                    new SignatureConfig(
                        Optional.of(Path.of("/etc/avatars/keys")),
                        List.of("x-amz-cf-id", "x-amz-request-id"),
                        false),
                    new S3ClientsConfig(
                        Optional.of(50),
                        List.of(
                            AddressRange.parse("10.0.0.0/8"),
                            AddressRange.parse("fd00::/8"),
                            AddressRange.parse("192.0.2.1/32")),
                        true)),
                new WebConfig(
                    "::",
                    8180,
                    WebConfig.Access.SIGNED,
                    List.of(
                        Secret.of("hidden-hidden-hidden-2"), Secret.of("hidden-hidden-hidden-3")),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(5),
                    List.of("example.org"),
                    Optional.of(URI.create("https://faces.example.org/of")),
                    2,
                    Optional.of(Path.of("/etc/avatars/allowed")),
                    70,
                    false,
                    new BudgetsConfig(
                        Optional.of(3), Optional.of(30), Optional.of(20), Optional.of(2000))),
                new AdminConfig("10.0.0.1", 8181),
                new LimitsConfig(
                    400, 40, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(10)),
                new EngineConfig(
                    EngineConfig.Kind.WORKERS,
                    7,
                    11,
                    4,
                    EngineConfig.Safety.REFUSE,
                    5,
                    new ExecutionConfig(List.of("tensorrt", "cuda:1", "cpu"), 2),
                    new RemoteEngineConfig(
                        List.of(
                            URI.create("http://workers.avatars.svc:7860"),
                            URI.create("https://10.0.0.9:7860/")),
                        Optional.of("sd-1.5"),
                        4,
                        Duration.ofSeconds(90),
                        Optional.of(Secret.of("hidden-5")),
                        Optional.empty(),
                        Optional.of(Path.of("/etc/avatars/ca.pem")),
                        Optional.of(Path.of("/etc/avatars/origin.pem")),
                        Optional.of(Path.of("/etc/avatars/origin.key")))),
                new CacheConfig(64L << 20, 2_000_000_000L),
                new StoreConfig(
                    new RemoteBucketConfig(
                        Optional.of("shared-pictures"),
                        Optional.of(URI.create("https://s3.example.org:9000")),
                        "fra",
                        "avatars/",
                        Optional.of(false),
                        Optional.of("STOREKEY"),
                        Optional.of(Secret.of("hidden-4")),
                        Optional.of(Path.of("/etc/avatars/store"))),
                    Duration.ofSeconds(2)),
                new PinnedConfig(
                    Optional.empty(),
                    new RemoteBucketConfig(
                        Optional.of("faces"),
                        Optional.of(URI.create("https://s3.example.org:8443")),
                        "auto",
                        "for/us/",
                        Optional.of(false),
                        Optional.of("AKIAPINNED"),
                        Optional.of(Secret.of("hidden-4")),
                        Optional.of(Path.of("/etc/avatars/credentials"))),
                    32L << 20),
                Duration.ofSeconds(45)));
  }

  @Test
  void readsWhatExcludesOtherKeys() {
    OriginConfig config = load(OTHER_KEYS, HOME).config();

    assertThat(config.pinned().folder()).contains(Path.of("/etc/avatars/pinned"));
    assertThat(config.model()).isEqualTo(new ModelSource.Folder(Path.of("/models/sd15")));
    assertThat(config.engine().kind()).isEqualTo(EngineConfig.Kind.EMBEDDED);
  }

  @Test
  void theTestFilesSetEveryKeyToAnotherValue() {
    Map<String, Object> defaults = shown(Optional.empty());
    Map<String, Object> others = new HashMap<>(shown(Optional.of(write(OTHER_KEYS))));
    others.keySet().retainAll(Set.of("model", "pinned.folder", "engine.token-file"));
    shown(Optional.of(write(EVERY_KEY))).forEach(others::putIfAbsent);

    assertThat(others.keySet()).isEqualTo(defaults.keySet());
    defaults.forEach((path, value) -> assertThat(others.get(path)).as(path).isNotEqualTo(value));
  }

  private Map<String, Object> shown(Optional<Path> file) {
    List<Fault> faults = new ArrayList<>();
    Value.Fields fields =
        file.map(path -> YamlReader.readFile(path, faults)).orElse(new Value.Fields(Map.of(), ""));
    Values values =
        Values.read(
            new Layers(fields),
            OriginConfig.SETTINGS.stream()
                .filter(setting -> setting != EngineConfig.DRAWERS || file.isPresent())
                .toList(),
            "",
            faults);
    return OriginConfig.SETTINGS.stream()
        .filter(setting -> setting != EngineConfig.DRAWERS)
        .collect(
            Collectors.toMap(Setting::path, setting -> Optional.ofNullable(values.plain(setting))));
  }

  private Loaded<OriginConfig> load(String yaml, Map<String, String> environment) {
    return load(Optional.of(write(yaml)), environment);
  }

  private static Loaded<OriginConfig> load(Optional<Path> file, Map<String, String> environment) {
    return ConfigLoader.load(new ConfigSources(file, environment, List.of(), 3));
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("config.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
