package io.avatarorigin.operator.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the origin is told to send browsers to the bucket in front. */
class RedirectToBucketTest {
  private static final Path RESOURCE = DerivedObjectsTest.FOLDER.resolve("in-tigris-redirect.yaml");

  private static String settings(String yaml) {
    AvatarOrigin resource = Serialization.unmarshal(yaml, AvatarOrigin.class);
    resource.getMetadata().setNamespace("avatars");
    return OriginSettings.yaml(Samples.blueprint(resource));
  }

  @Test
  void sendsThemToABucketThatWasSeenToFallThrough() throws IOException {
    assertThat(settings(Files.readString(RESOURCE)))
        .contains("pictures-at: \"https://azurda.t3.tigrisfiles.io\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    verified: 4f1d\n",
        "    url: https://azurda.t3.tigrisfiles.io\n",
        "    redirect: true\n",
        "    name: azurda\n"
      })
  void sendsNobodyThereBeforeThatOrWhereItIsNotWanted(String line) throws IOException {
    String yaml = Files.readString(RESOURCE);
    String other = line.contains("name") ? "    name: the-one-before\n" : "";

    assertThat(yaml).contains(line);
    assertThat(settings(yaml.replace(line, other))).doesNotContain("pictures-at");
  }
}
