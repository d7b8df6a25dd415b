package io.avatarorigin.cli;

import io.avatarorigin.origin.SignedLinks;
import io.avatarorigin.origin.web.access.UrlSigner;
import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes links that may cause a draw. */
@Command(
    name = "sign",
    description = {
      "Makes signed links, one a line: whoever has one may have that picture drawn where web.access"
          + " is signed.",
      "The first of web.signing-keys signs. What a link's query says is signed as well, so nothing"
          + " may be added to it afterwards."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  avatar-origin sign --base https://avatars.example ada@example.org",
      "  avatar-origin sign --expires 7d '/avatar/d41d8cd98f00b204e9800998ecf8427e?s=200&d=mp'"
    })
final class SignCommand implements Callable<Integer> {
  private static final String AVATARS = "/avatar/";

  private static final Kind<Duration> LIFE =
      Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(3650));

  private final Console console;
  private final InstantSource clock;

  @Mixin private final ConfigOptions settings = new ConfigOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH|HASH|TEXT",
      description =
          "What to link to: a path that begins with /avatar/, as it will be sent, with its query;"
              + " a hash of 32 or 64 hex digits; or a text to hash, such as an e-mail address.")
  List<String> arguments = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      description = "How long the links are good, such as 10m, 1h or 7d; by default 1h.")
  String expires = "1h";

  @Option(
      names = "--base",
      paramLabel = "URL",
      description =
          "What stands before the path, which is not signed; by default nothing: the links are"
              + " paths.")
  @Nullable URI base;

  @Option(names = "--sha256", description = "Hash texts by SHA-256 rather than MD5.")
  boolean sha256;

  SignCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    UrlSigner signer =
        SignedLinks.signer(settings.load(console, List.of()).config().web())
            .orElseThrow(
                () ->
                    CommandFailure.wrongUse("signing takes a key, and web.signing-keys has none"));
    String before = base == null ? "" : site(base);
    Instant expiry = clock.instant().plus(life());
    List<String> links =
        arguments.stream().map(argument -> before + sign(signer, argument, expiry)).toList();
    links.forEach(console.out()::println);
    return 0;
  }

  private String sign(UrlSigner signer, String argument, Instant expiry) {
    String path =
        argument.startsWith("/")
            ? checked(argument)
            : AVATARS + HashArgument.read(argument, sha256).digits();
    try {
      return signer.sign(path, expiry);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUse(path + ": " + e.getMessage());
    }
  }

  private Duration life() {
    List<Fault> faults = new ArrayList<>();
    return LIFE.read(new Value.Scalar(expires, ""), "--expires", faults)
        .orElseThrow(() -> CommandFailure.wrongUse(faults.getFirst().toString()));
  }

  /** A path that clients send as it stands: what they encode themselves would not be signed. */
  private static String checked(String path) {
    try {
      URI uri = new URI(path);
      if (path.startsWith(AVATARS)
          && uri.getRawFragment() == null
          && uri.toASCIIString().equals(path)) {
        return path;
      }
    } catch (URISyntaxException _) {
      // refused below, as what is no path for other reasons
    }
    throw CommandFailure.wrongUse(
        "a path to sign begins with %s and is percent-encoded, not: %s".formatted(AVATARS, path));
  }

  private static String site(URI base) {
    boolean isSite =
        ("http".equals(base.getScheme()) || "https".equals(base.getScheme()))
            && base.getHost() != null
            && base.getRawUserInfo() == null
            && base.getRawQuery() == null
            && base.getRawFragment() == null;
    if (!isSite) {
      throw CommandFailure.wrongUse(
          "--base: must be an http or https URL without query, not \"" + base + "\"");
    }
    return base.toString().replaceFirst("/+$", "");
  }
}
