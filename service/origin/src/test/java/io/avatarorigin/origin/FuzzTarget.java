package io.avatarorigin.origin;

import io.avatarorigin.origin.avatar.KeyFuzz;
import io.avatarorigin.origin.connection.HeadFuzz;
import io.avatarorigin.origin.s3.RequestFuzz;
import io.avatarorigin.origin.s3.auth.SignatureFuzz;
import io.avatarorigin.origin.s3.http.HeaderFuzz;
import io.avatarorigin.origin.web.PlaygroundFuzz;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** What reads octets from outside, and is fuzzed; the name is also that of its folder of seeds. */
enum FuzzTarget {
  REQUEST(RequestFuzz.class, RequestFuzz::fuzzerTestOneInput),
  SIGNATURE(SignatureFuzz.class, SignatureFuzz::fuzzerTestOneInput),
  KEY(KeyFuzz.class, KeyFuzz::fuzzerTestOneInput),
  HEADER(HeaderFuzz.class, HeaderFuzz::fuzzerTestOneInput),
  HEAD(HeadFuzz.class, HeadFuzz::fuzzerTestOneInput),
  PLAYGROUND(PlaygroundFuzz.class, PlaygroundFuzz::fuzzerTestOneInput);

  private final Class<?> type;
  private final Consumer<byte[]> once;

  FuzzTarget(Class<?> type, Consumer<byte[]> once) {
    this.type = type;
    this.once = once;
  }

  /** The class that Jazzer calls. */
  String className() {
    return type.getName();
  }

  /** Tries one input; throws when there is something wrong. */
  void run(byte[] input) {
    once.accept(input);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inputs that are known, former findings among them. */
  Path seeds() {
    return Path.of("src", "test", "resources", "fuzz", label());
  }
}
