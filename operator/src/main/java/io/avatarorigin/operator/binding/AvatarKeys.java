package io.avatarorigin.operator.binding;

import java.util.List;
import java.util.regex.Pattern;

/** Keys that can only be those of pictures: {@code [prefix/]hash[@size][.ext]}. */
final class AvatarKeys {
  private final Pattern pattern;

  AvatarKeys(String prefix) {
    this.pattern =
        Pattern.compile(
            Pattern.quote(prefix)
                + "[0-9a-fA-F]{32}([0-9a-fA-F]{32})?(@[0-9]{1,4})?(\\.(?i:jpg|jpeg|png|webp))?");
  }

  /** Those of a list; nothing else is ever deleted. */
  List<String> among(List<String> keys) {
    return keys.stream().filter(key -> pattern.matcher(key).matches()).toList();
  }
}
