package io.avatarorigin.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.diffusion.ExecutionProvider;
import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.worker.fetch.source.ModelSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerSettingsTest {
  private static final Map<String, String> HOME = Map.of("HOME", "/home/ada");

  private static final String EVERY_KEY =
      """
      model: /models/sdxl
      model-label: the great model
      data: /srv/models
      host: 0.0.0.0
      port: 7861
      shutdown-grace: 45s
      token: hidden-hidden-hidden
      token-file: /etc/worker/token
      open: true
      tls:
        certificate: /etc/worker/tls.crt
        key: /etc/worker/tls.key
        client-ca: /etc/worker/ca.crt
      admin:
        host: "::"
        port: 8181
      queue: 11
      lanes: 2
      together: 4
      threads: 3
      providers: [tensorrt, "cuda:1", cpu]
      noise: nv
      safety: refuse
      safety-attempts: 5
      limits:
        body: 2048
        prompt: 100
        steps: 30
        size: 512
        pictures: 3
        draw-time: 90s
        connections: 20
        idle-time: 5s
      """;

  @TempDir Path folder;

  @Test
  void hasDefaults() {
    assertThat(load("", HOME))
        .isEqualTo(
            new WorkerConfig(
                new WorkerModel.Bundled(),
                Optional.empty(),
                Path.of("/home/ada/.local/share/avatar-origin"),
                "127.0.0.1",
                7860,
                new AccessConfig(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                new AdminConfig("127.0.0.1", 8081),
                new EngineConfig(
                    64,
                    3,
                    1,
                    1,
                    List.of(new ExecutionProvider.Cpu()),
                    Optional.empty(),
                    EngineConfig.Safety.REDRAW,
                    3),
                new LimitsConfig(
                    1 << 20,
                    8192,
                    150,
                    1024,
                    8,
                    Duration.ofMinutes(5),
                    256,
                    Duration.ofSeconds(60)),
                Duration.ofSeconds(20)));
  }

  @Test
  void readsEveryKey() {
    WorkerConfig config = load(EVERY_KEY.replace("token-file: /etc/worker/token\n", ""), HOME);

    assertThat(config)
        .isEqualTo(
            new WorkerConfig(
                new WorkerModel.From(new ModelSource.FileSource(Path.of("/models/sdxl"))),
                Optional.of("the great model"),
                Path.of("/srv/models"),
                "0.0.0.0",
                7861,
                new AccessConfig(
                    Optional.of(Secret.of("hidden-hidden-hidden")),
                    Optional.empty(),
                    true,
                    Optional.of(Path.of("/etc/worker/tls.crt")),
                    Optional.of(Path.of("/etc/worker/tls.key")),
                    Optional.of(Path.of("/etc/worker/ca.crt"))),
                new AdminConfig("::", 8181),
                new EngineConfig(
                    11,
                    2,
                    4,
                    3,
                    List.of(
                        new ExecutionProvider.TensorRt(0),
                        new ExecutionProvider.Cuda(1),
                        new ExecutionProvider.Cpu()),
                    Optional.of(EngineConfig.Noise.NV),
                    EngineConfig.Safety.REFUSE,
                    5),
                new LimitsConfig(
                    2048, 100, 30, 512, 3, Duration.ofSeconds(90), 20, Duration.ofSeconds(5)),
                Duration.ofSeconds(45)));
  }

  @Test
  void theTestFileHasEveryKey() {
    List<String> keys = new ArrayList<>();
    String section = "";
    for (String line : EVERY_KEY.lines().toList()) {
      String key = line.strip().substring(0, line.strip().indexOf(':'));
      section = line.startsWith(" ") ? section : key;
      keys.add(line.startsWith(" ") ? section + "." + key : key);
    }

    assertThat(keys).containsAll(WorkerConfig.SETTINGS.stream().map(Setting::path).toList());
  }

  @Test
  void readsItsOwnVariables() {
    WorkerConfig config =
        load(
            "",
            Map.of(
                "AVATAR_ORIGIN_WORKER_PORT", "7999",
                "AVATAR_ORIGIN_WORKER_LIMITS_DRAW_TIME", "10s",
                "AVATAR_ORIGIN_WORKER_PROVIDERS", "cuda,cpu",
                "AVATAR_ORIGIN_WEB_PORT", "1",
                "AVATAR_ORIGIN_WORKER_SERVICE_HOST", "10.0.0.1",
                "XDG_DATA_HOME", "/data"));

    assertThat(config.port()).isEqualTo(7999);
    assertThat(config.limits().drawTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.engine().providers()).hasSize(2);
    assertThat(config.data()).isEqualTo(Path.of("/data/avatar-origin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          host: 0.0.0.0                                   | host: is 0.0.0.0, where others can reach it
          host: "::"                                      | host: is ::, where others can reach it
          host: no-such-host.invalid                      | host: is no-such-host.invalid
          token: short                                    | token: must be a secret of 16 bytes or more
          {token: hidden-hidden-hidden, token-file: /x}   | token-file: is set, as is token
          tls: {certificate: /x}                          | tls.certificate: needs tls.key
          tls: {key: /x}                                  | tls.key: needs tls.certificate
          tls: {client-ca: /x}                            | tls.client-ca: needs tls.certificate
          port: 8081                                      | admin.port: is 8081, as is port
          providers: []                                   | providers: needs one at least
          providers: [rocm]                               | providers[0]: must be cpu
          queue: 2                                        | limits.pictures: is 8, more than the queue holds
          model: hg://a/b                                 | model: must be bundled
          limits: {draw-time: 1ms}                        | limits.draw-time: must be a duration
          noise: amd                                      | noise: must be cpu
          lanse: 2                                        | lanse: is unknown
          """)
  void saysWhatIsWrong(String yaml, String fault) {
    assertThatThrownBy(() -> load(yaml, HOME))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.faults())
                    .extracting(Fault::toString)
                    .anySatisfy(text -> assertThat(text).contains(fault)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{host: 0.0.0.0, token: hidden-hidden-hidden}",
        "{host: 0.0.0.0, token-file: /x}",
        "{host: 0.0.0.0, open: true}",
        "{host: 0.0.0.0, tls: {certificate: /x, key: /x, client-ca: /x}}",
        "host: localhost",
        "host: '::1'"
      })
  void listensWhereNobodyComesInByMistake(String yaml) {
    assertThat(load(yaml, HOME)).isNotNull();
  }

  @Test
  void showsNoSecret() {
    String yaml =
        WorkerConfigLoader.load(
                sources(
                    Optional.empty(), Map.of("AVATAR_ORIGIN_WORKER_TOKEN", "hidden-hidden-hidden")))
            .yaml();

    assertThat(yaml)
        .contains("token: '********' # AVATAR_ORIGIN_WORKER_TOKEN")
        .doesNotContain("hidden");
  }

  private WorkerConfig load(String yaml, Map<String, String> environment) {
    try {
      Path file = Files.writeString(folder.resolve("worker.yaml"), yaml);
      return WorkerConfigLoader.load(sources(Optional.of(file), environment)).config();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConfigSources sources(Optional<Path> file, Map<String, String> environment) {
    return new ConfigSources(file, environment, List.of(), 3);
  }
}
