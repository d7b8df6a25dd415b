package io.avatarorigin.operator.blueprint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The recommended labels of what one AvatarOrigin has.
 *
 * @param instance its name
 */
public record Labels(String instance) {
  /** The label that finds everything that this operator makes. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Its value. */
  public static final String OPERATOR = "avatar-origin-operator";

  private static final String APPLICATION = "avatar-origin";
  private static final String NAME = "app.kubernetes.io/name";
  private static final String INSTANCE = "app.kubernetes.io/instance";
  private static final String COMPONENT = "app.kubernetes.io/component";

  /** What finds the pods of a component; it never changes. */
  public Map<String, String> selector(Component component) {
    Map<String, String> labels = selector();
    labels.put(COMPONENT, component.label());
    return labels;
  }

  /** The instance that these labels of an object name. */
  public static Optional<String> instance(@Nullable Map<String, String> labels) {
    return Optional.ofNullable(labels).map(it -> it.get(INSTANCE));
  }

  /** The component that these labels of an object name. */
  public static Optional<String> component(@Nullable Map<String, String> labels) {
    return Optional.ofNullable(labels).map(it -> it.get(COMPONENT));
  }

  /** What finds everything of the instance. */
  public Map<String, String> selector() {
    return new TreeMap<>(Map.of(NAME, APPLICATION, INSTANCE, instance));
  }

  /** What every object of a component has. */
  public Map<String, String> of(Component component) {
    Map<String, String> labels = selector(component);
    labels.put(MANAGED_BY, OPERATOR);
    return labels;
  }
}
