package io.avatarorigin.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/api.md} to {@code crds/}; {@code -Dgolden.update=true} writes it, and fails, so
 * that somebody reads.
 */
class ApiReferenceTest {
  private static final Path DEFINITION = Path.of("../crds/avatarorigins.avatarorigin.io.yaml");
  private static final Path PAGE = Path.of("../docs/api.md");
  private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");

  @Test
  void isWhatTheDefinitionSays() throws IOException {
    String page = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).hasContent(page);
    assertThat(Boolean.getBoolean("golden.update")).as("the page was rewritten").isFalse();
  }

  @Test
  void hasASectionForEachObjectAndALinkToIt() throws IOException {
    String page = page();
    List<String> headings = found(HEADING, page);

    assertThat(headings).contains("spec", "spec.vocabulary.inline.slots[].cases[]", "status");
    assertThat(headings.stream().map(ApiReference::anchor)).doesNotHaveDuplicates();
    assertThat(found(LINK, page))
        .containsExactlyInAnyOrderElementsOf(
            headings.stream().filter(it -> it.contains(".")).map(ApiReference::anchor).toList());
  }

  @Test
  void tellsTypesAndLimitsInWords() throws IOException {
    assertThat(page().lines())
        .contains(
            "| `model` *needed* | [object](#specmodel) |  | What draws: exactly one source. |",
            "- size: a multiple of 8 is needed",
            "| `steps` | integer | 1 to 1000 | Steps of denoising. |",
            "| `totalPerDay` | integer | 0 or more | Of all, a day. |",
            "| `size` *needed* | quantity |  | How large the volume is, such as 20Gi. |",
            "| `affinity` | Kubernetes object |  | Affinity, instead of the profile's. |",
            "| `defaultFormat` | string | `Jpeg`, `Png`, `Webp` | The format of a key without"
                + " extension. Default: Jpeg. |");
  }

  private static String page() throws IOException {
    return ApiReference.of(
        Serialization.unmarshal(Files.readString(DEFINITION), CustomResourceDefinition.class)
            .getSpec());
  }

  private static List<String> found(Pattern pattern, String page) {
    return pattern.matcher(page).results().map((MatchResult it) -> it.group(1)).toList();
  }
}
