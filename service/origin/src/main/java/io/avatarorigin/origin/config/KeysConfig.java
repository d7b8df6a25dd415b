package io.avatarorigin.origin.config;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys name a picture.
 *
 * @param prefix what every key begins with, ending in a slash; default empty
 * @param sizes the sizes that are offered besides the native one, in pixels; default none, for all
 * @param defaultFormat the format of a key without extension; default JPEG
 */
public record KeysConfig(String prefix, Set<Integer> sizes, ImageFormat defaultFormat) {
  static final Setting<Optional<String>> PREFIX =
      new Setting<>(
          "keys.prefix",
          new OptionalKind<>(Kinds.text("a prefix that ends in a slash", "[^/].*/")),
          "",
          "What every key begins with.");
  static final Setting<List<Integer>> SIZES =
      new Setting<>(
          "keys.sizes",
          new ListKind<>(Kinds.integer(1, RenditionKey.MAX_SIZE, "pixels")),
          "",
          "The sizes offered besides the native one. Empty: every size.");
  static final Setting<ImageFormat> DEFAULT_FORMAT =
      new Setting<>(
          "keys.default-format",
          Kinds.choice(ImageFormat.class),
          "jpeg",
          "The format of a key without extension.");
  static final List<Setting<?>> SETTINGS = List.of(PREFIX, SIZES, DEFAULT_FORMAT);

  public KeysConfig {
    sizes = Set.copyOf(sizes);
  }

  static KeysConfig create(Values values) {
    return new KeysConfig(
        values.get(PREFIX).orElse(""), Set.copyOf(values.get(SIZES)), values.get(DEFAULT_FORMAT));
  }
}
