package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.AvatarOrigin;
import java.util.Map;
import java.util.Optional;

/** The annotation by which somebody gives up what cannot be undone at a store. */
public final class ForceRelease {
  public static final String ANNOTATION = "avatarorigin.io/force-release";

  private ForceRelease() {}

  /** Whether what is left is to be left. */
  public static boolean isWanted(AvatarOrigin resource) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map((Map<String, String> all) -> all.get(ANNOTATION))
        .filter("true"::equals)
        .isPresent();
  }
}
