package io.avatarorigin.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of value that several settings take, and the makings of others. */
public final class Kinds {
  /** Where a socket listens on its address. */
  public static final Kind<Integer> PORT =
      new ScalarKind<>("a port (0 to 65535; 0 for any that is free)", bounded(0, 65535), n -> n);

  /** Whether something is so. */
  public static final Kind<Boolean> SWITCH =
      new ScalarKind<>("true or false", Kinds::parseSwitch, yes -> yes);

  /** How many bytes. */
  public static final Kind<Long> BYTES =
      new ScalarKind<>("a size such as 128MiB or 10GiB", ByteSizes::parse, ByteSizes::format);

  /** A file or folder, made absolute by {@link #path}. */
  public static final Kind<Path> PATH = new ScalarKind<>("a path", Kinds::path, Path::toString);

  /** Where a socket listens. */
  public static final Kind<String> ADDRESS = text("an address or host name", "[\\w.:%-]+");

  /** How long a request waits for a draw. */
  public static final Kind<Duration> WAIT = duration(Duration.ofMillis(1), Duration.ofMinutes(10));

  private Kinds() {}

  /** A text that the pattern matches whole. */
  public static Kind<String> text(String description, String pattern) {
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

  /**
   * A whole number.
   *
   * @param unit what is counted, in the plural; empty where the setting's name says it
   */
  public static Kind<Integer> integer(int min, int max, String unit) {
    String range = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
    String counted = unit.isEmpty() ? "" : " " + unit;
    return new ScalarKind<>(
        "a whole number, " + range + counted, bounded(min, max), number -> number);
  }

  /** A number, with a fraction perhaps. */
  public static Kind<Double> number(double min, double max) {
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

  /** A duration from min to max, both of them included. */
  public static Kind<Duration> duration(Duration min, Duration max) {
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

  /** One of the enum's constants, in lower case with hyphens. */
  public static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    String words =
        Arrays.stream(type.getEnumConstants()).map(Kinds::word).collect(Collectors.joining(" | "));
    return new ScalarKind<>(
        words,
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')),
        Kinds::word);
  }

  /**
   * The absolute path; a relative one is below the folder that the program was started in.
   *
   * @throws IllegalArgumentException when the text is no path
   */
  public static Path path(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a path is not empty");
    }
    return Path.of(text).toAbsolutePath().normalize();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  /** Without a fraction where there is none. */
  private static Object plainNumber(double number) {
    long whole = Math.round(number);
    return whole == number ? (Object) whole : (Object) number;
  }
}
