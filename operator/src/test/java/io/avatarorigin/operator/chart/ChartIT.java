package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.config.OperatorConfigReader;
import io.avatarorigin.operator.config.TigrisPlaces;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the charts come to. {@code -Dgolden.update=true} rewrites the golden files and fails, so
 * that somebody reads.
 */
class ChartIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void isCleanChart(ChartCase values) {
    Helm.run(
        Stream.concat(
                Stream.of("lint", "--strict", Helm.OPERATOR.toString()),
                values.arguments().stream())
            .toArray(String[]::new));
  }

  @Test
  void definitionsAreCleanChart() {
    Helm.run("lint", "--strict", Helm.DEFINITIONS.toString());
  }

  @ParameterizedTest
  @EnumSource
  void comesTo(ChartCase values) throws IOException {
    String rendered = Helm.render(values);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(values.golden(), rendered);
    }

    assertThat(values.golden()).hasContent(rendered);
    assertThat(Boolean.getBoolean("golden.update")).as("golden files were rewritten").isFalse();
  }

  @Test
  void usesEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(ChartCase.FOLDER)) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Arrays.stream(ChartCase.values()).map(ChartCase::golden),
                      Stream.of("bare.yaml", "namespaced.yaml", "everything.yaml")
                          .map(ChartCase.FOLDER::resolve))
                  .toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheOperatorAConfigurationThatItTakes(ChartCase values) throws IOException {
    OperatorConfig config = configuration(values);

    assertThat(config.operatorNamespace()).isEqualTo(Helm.NAMESPACE);
    assertThat(config.originImage()).contains("avatar-origin:");
  }

  @Test
  void presetsMayBeChanged() throws IOException {
    assertThat(configuration(ChartCase.EVERYTHING).profile("nvidia-l4"))
        .hasValueSatisfying(
            profile -> {
              assertThat(profile.together()).isEqualTo(8);
              assertThat(profile.providers()).containsExactly("cuda");
              assertThat(profile.image())
                  .isEqualTo(
                      "registry.example:5000/avatars/avatar-origin-worker-cuda:0.1.0-SNAPSHOT");
              assertThat(profile.nodeSelector())
                  .containsEntry("nvidia.com/gpu.product", "NVIDIA-L4");
            });
  }

  /** What the operator reads. */
  private OperatorConfig configuration(ChartCase values) throws IOException {
    ConfigMap map =
        Serialization.unmarshal(
            Helm.render(values, "--show-only", "templates/config.yaml"), ConfigMap.class);
    return OperatorConfigReader.read(
        Files.writeString(folder.resolve("config.yaml"), map.getData().get("config.yaml")));
  }

  @Test
  void storesMayBeElsewhere() throws IOException {
    assertThat(tigris(ChartCase.DEFAULTS)).isEqualTo(TigrisPlaces.USUAL);
    assertThat(tigris(ChartCase.NAMESPACED))
        .isEqualTo(
            new TigrisPlaces(
                URI.create("https://tigris.example"),
                TigrisPlaces.USUAL.iamEndpoint(),
                TigrisPlaces.USUAL.publicUrl()));
    assertThat(tigris(ChartCase.EVERYTHING))
        .isEqualTo(
            new TigrisPlaces(
                URI.create("http://tigris.stores.svc:8080"),
                URI.create("http://iam.stores.svc:8080"),
                "http://{bucket}.tigris.stores.svc:8080"));
  }

  private TigrisPlaces tigris(ChartCase values) throws IOException {
    return configuration(values).tigris();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas=two                              | at '/replicas': got string, want integer
          replica=2                                 | additional properties 'replica' not allowed
          image=avatar-origin:1                     | at '/image': got string, want object
          image.tag=a tag                           | at '/image/tag': 'a tag' does not match
          image.digest=sha256:123                   | at '/image/digest':
          image.pullPolicy=Sometimes                | at '/image/pullPolicy': value must be one of
          registry=https://registry.example         | at '/registry':
          images.painter.tag=1                      | at '/images': additional properties 'painter'
          watchNamespaces={Avatars}                 | at '/watchNamespaces/0':
          config.watchNamespaces={avatars}          | at '/config': additional properties
          config.profiles.a.providers={rocm}        | at '/config/profiles/a/providers/0':
          config.profiles.a.lanes=0                 | at '/config/profiles/a/lanes': minimum: got 0, want 1
          config.profiles.a.gpu=1                   | at '/config/profiles/a': additional properties 'gpu'
          config.profiles.A_B.lanes=1               | at '/config/profiles': additional properties 'A_B'
          config.tigris.endpoint=t3.storage.dev     | at '/config/tigris/endpoint':
          config.tigris.publicUrl=https://b.example | at '/config/tigris/publicUrl':
          config.tigris.region=auto                 | at '/config/tigris': additional properties 'region'
          profiles.presets={nvidia-l5}              | profiles.presets: gpuProfiles has no nvidia-l5, but
          monitoring.serviceMonitor.interval=often  | at '/monitoring/serviceMonitor/interval':
          monitoring.prometheusRule.overrides.AvatarOriginDown.sum=1 | additional properties 'sum'
          networkPolicy.egress.apiServerPorts={0}   | at '/networkPolicy/egress/apiServerPorts/0':
          networkPolicy.egress.apiServerNetworks={10.0.0.1} | at '/networkPolicy/egress/apiServerNetworks/0':
          networkPolicy.egress.storePorts={0}       | at '/networkPolicy/egress/storePorts/0':
          networkPolicy.egress.storeNetworks={t3.storage.dev} | at '/networkPolicy/egress/storeNetworks/0':
          podDisruptionBudget.maxUnavailable=most   | at '/podDisruptionBudget/maxUnavailable':
          resources.limit.memory=1Gi                | at '/resources': additional properties 'limit'
          fullnameOverride=Avatars                  | at '/fullnameOverride':
          """)
  void refusesByName(String value, String expected) {
    Helm.Printed printed =
        Helm.tryToRun("template", Helm.RELEASE, Helm.OPERATOR.toString(), "--set", value);

    assertThat(printed.isWell()).as(printed.text()).isFalse();
    assertThat(printed.text()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"disabled={AvatarOriginUp}", "overrides.AvatarOriginUp.for=1h"})
  void refusesAlertsThatThereAreNot(String value) {
    Helm.Printed printed =
        Helm.tryToRun(
            "template",
            Helm.RELEASE,
            Helm.OPERATOR.toString(),
            "--set",
            "monitoring.prometheusRule.enabled=true,monitoring.prometheusRule." + value);

    assertThat(printed.isWell()).isFalse();
    assertThat(printed.text()).contains("there is no alert AvatarOriginUp, but AvatarOrigin");
  }

  @Test
  void nobodyIsCalledForAnOperatorThatIsNotRead() {
    String alerts =
        Helm.render(
            ChartCase.DEFAULTS,
            "--set",
            "monitoring.prometheusRule.enabled=true",
            "--show-only",
            "templates/alerts.yaml");

    assertThat(alerts).contains("AvatarOriginDown").doesNotContain("AvatarOriginOperatorDown");
  }

  @Test
  void definitionsRefuseByName() {
    Helm.Printed printed =
        Helm.tryToRun(
            "template", Helm.RELEASE, Helm.DEFINITIONS.toString(), "--set", "keep=perhaps");

    assertThat(printed.isWell()).isFalse();
    assertThat(printed.text()).contains("at '/keep': got string, want boolean");
  }

  @Test
  void definitionsMayGoWithTheirRelease() {
    List<String> template = List.of("template", Helm.RELEASE, Helm.DEFINITIONS.toString());
    String kept = Helm.run(template.toArray(String[]::new));
    String gone =
        Helm.run(
            Stream.concat(template.stream(), Stream.of("--set", "keep=false"))
                .toArray(String[]::new));

    assertThat(kept).contains("helm.sh/resource-policy: keep");
    assertThat(gone).doesNotContain("resource-policy");
  }
}
