package io.avatarorigin.operator.objects;

import io.fabric8.kubernetes.client.utils.Serialization;

/** Documents without the marker of their beginning. */
public final class Yaml {
  private static final String BEGINNING = "---\n";

  private Yaml() {}

  /** A value as a YAML document. */
  public static String text(Object value) {
    String yaml = Serialization.asYaml(value);
    return yaml.startsWith(BEGINNING) ? yaml.substring(BEGINNING.length()) : yaml;
  }
}
