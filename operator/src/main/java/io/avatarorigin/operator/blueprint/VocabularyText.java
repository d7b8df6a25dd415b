package io.avatarorigin.operator.blueprint;

import io.avatarorigin.operator.api.ConfigMapKeyRef;
import io.avatarorigin.operator.api.VocabularySpec;
import io.avatarorigin.vocabulary.Vocabulary;
import io.avatarorigin.vocabulary.VocabularyException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the vocabulary of a spec, and tries it. */
final class VocabularyText {
  private VocabularyText() {}

  /**
   * The YAML of a vocabulary that is no preset.
   *
   * @param configMaps finds those of the namespace
   * @throws UnusableSpecException where there is none, or a faulty one
   */
  static Optional<String> of(
      @Nullable VocabularySpec spec, Function<String, Optional<ConfigMap>> configMaps) {
    if (spec == null) {
      return Optional.empty();
    }
    if (spec.inline() != null) {
      return Optional.of(checked(Serialization.asYaml(spec.inline()), "spec.vocabulary.inline"));
    }
    if (spec.configMapRef() != null) {
      return Optional.of(referenced(spec.configMapRef(), configMaps));
    }
    if (spec.preset() != null && !Vocabulary.presets().contains(spec.preset())) {
      throw new UnusableSpecException(
          UnusableSpecException.VOCABULARY,
          "spec.vocabulary.preset: there is no %s; there are %s"
              .formatted(spec.preset(), String.join(", ", Vocabulary.presets())));
    }
    return Optional.empty();
  }

  private static String referenced(
      ConfigMapKeyRef ref, Function<String, Optional<ConfigMap>> configMaps) {
    String where = "ConfigMap %s, key %s".formatted(ref.name(), ref.key());
    ConfigMap map =
        configMaps
            .apply(ref.name())
            .orElseThrow(
                () ->
                    new UnusableSpecException(
                        UnusableSpecException.NOT_FOUND,
                        "spec.vocabulary.configMapRef: there is no ConfigMap " + ref.name()));
    String yaml = map.getData() == null ? null : map.getData().get(ref.key());
    if (yaml == null) {
      throw new UnusableSpecException(
          UnusableSpecException.NOT_FOUND, "spec.vocabulary.configMapRef: there is no " + where);
    }
    return checked(yaml, where);
  }

  private static String checked(String yaml, String source) {
    try {
      Vocabulary.parse(yaml, source);
      return yaml;
    } catch (VocabularyException e) {
      throw new UnusableSpecException(
          UnusableSpecException.VOCABULARY, String.valueOf(e.getMessage()));
    }
  }
}
