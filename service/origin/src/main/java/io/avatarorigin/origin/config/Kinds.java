package io.avatarorigin.origin.config;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of value that settings take. */
final class Kinds {
  static final Kind<Integer> PORT =
      new ScalarKind<>("a port (0 to 65535; 0 for any that is free)", bounded(0, 65535), n -> n);

  static final Kind<Integer> SIZE = integer(1, RenditionKey.MAX_SIZE, "pixels");

  static final Kind<Boolean> SWITCH =
      new ScalarKind<>("true or false", Kinds::parseSwitch, yes -> yes);

  static final Kind<Long> BYTES =
      new ScalarKind<>("a size such as 128MiB or 10GiB", ByteSizes::parse, ByteSizes::format);

  static final Kind<Path> PATH = new ScalarKind<>("a path", Kinds::parsePath, Path::toString);

  static final Kind<Secret> SECRET =
      new ScalarKind<>("a secret, spelled out", Secret::of, Secret::toString, text -> "");

  /** Of 16 bytes at least, since whoever guesses it may draw. */
  static final Kind<Secret> SIGNING_KEY =
      new ScalarKind<>(
          "a secret of 16 bytes or more", Kinds::parseSigningKey, Secret::toString, text -> "");

  static final Kind<ImageFormat> FORMAT = choice(ImageFormat.class);

  static final Kind<ModelSource> MODEL =
      new ScalarKind<>(
          "bundled, or a folder",
          text ->
              text.equals("bundled")
                  ? new ModelSource.Bundled()
                  : new ModelSource.Folder(parsePath(text)),
          ModelSource::toString);

  /** A plain word is a preset; what has a slash or a dot is a file. */
  static final Kind<VocabularySource> VOCABULARY =
      new ScalarKind<>(
          "a preset's name, or a YAML file",
          text ->
              text.matches("[A-Za-z0-9_-]+")
                  ? new VocabularySource.Preset(text)
                  : new VocabularySource.File(parsePath(text)),
          VocabularySource::toString);

  private Kinds() {}

  private static Secret parseSigningKey(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length < 16) {
      throw new IllegalArgumentException("too short");
    }
    return Secret.of(text);
  }

  /** A text that the pattern matches whole. */
  static Kind<String> text(String description, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return new ScalarKind<>(
        description,
        text -> {
          if (!compiled.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
          }
          return text;
        },
        text -> text);
  }

  static Kind<Integer> integer(int min, int max, String unit) {
    String range = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
    String counted = unit.isEmpty() ? "" : " " + unit;
    return new ScalarKind<>(
        "a whole number, " + range + counted, bounded(min, max), number -> number);
  }

  static Kind<Double> number(double min, double max) {
    return new ScalarKind<>(
        "a number, " + plainNumber(min) + " to " + plainNumber(max),
        text -> {
          double number = Double.parseDouble(text);
          if (!(number >= min && number <= max)) {
            throw new IllegalArgumentException(text);
          }
          return number;
        },
        Kinds::plainNumber);
  }

  static Kind<Duration> duration(Duration min, Duration max) {
    String range = Durations.format(min) + " to " + Durations.format(max);
    return new ScalarKind<>(
        "a duration such as 20s or 2m, " + range,
        text -> {
          Duration duration = Durations.parse(text);
          if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw new IllegalArgumentException(text);
          }
          return duration;
        },
        Durations::format);
  }

  /** One of the enum's constants, in lower case. */
  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    String words =
        Arrays.stream(type.getEnumConstants()).map(Kinds::word).collect(Collectors.joining(" | "));
    return new ScalarKind<>(
        words, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)), Kinds::word);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Function<String, Integer> bounded(int min, int max) {
    return text -> {
      int number = Integer.parseInt(text);
      if (number < min || number > max) {
        throw new IllegalArgumentException(text);
      }
      return number;
    };
  }

  private static boolean parseSwitch(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Relative paths are below the folder that the program was started in. */
  private static Path parsePath(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a path is not empty");
    }
    return Path.of(text).toAbsolutePath().normalize();
  }

  /** Without a fraction where there is none. */
  private static Object plainNumber(double number) {
    long whole = Math.round(number);
    return whole == number ? (Object) whole : (Object) number;
  }
}
