package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.ScalarKind;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The web socket: the Gravatar-compatible endpoint and the demo page.
 *
 * @param host the address to listen on; default 127.0.0.1
 * @param port the port to listen on, 0 for any that is free; default 8080
 * @param access who may cause a draw; default {@link Access#OPEN}
 * @param signingKeys keys that sign draws, the first of them for new links; default none
 * @param patience how long a request waits for a draw; default 20 s
 * @param maxAge how long browsers may keep a picture; default 1 d
 * @param redirectHosts hosts that a substitute's URL ({@code d=}) may lead to; default none
 * @param picturesAt the URL of a public bucket that web clients are sent to; default none
 * @param trustedProxies how many proxies append to X-Forwarded-For; default 0
 * @param allowList a file with the only hashes that may be drawn, one a line; default all may
 * @param events how many pages may listen how pictures come about, 0 for none; default 1,000
 * @param playground whether visitors may read the vocabulary and try others; default yes
 * @param budgets how many draws may be caused; default without limit
 */
public record WebConfig(
    String host,
    int port,
    Access access,
    List<Secret> signingKeys,
    Duration patience,
    Duration maxAge,
    List<String> redirectHosts,
    Optional<URI> picturesAt,
    int trustedProxies,
    Optional<Path> allowList,
    int events,
    boolean playground,
    BudgetsConfig budgets) {
  /** Who may cause a draw; what is drawn already, everybody sees. */
  public enum Access {
    /** Everybody. */
    OPEN,
    /** Whoever has a signed link. */
    SIGNED,
    /** Nobody: the socket serves what is drawn, and draws nothing. */
    OFF
  }

  /** Whoever guesses a key may draw. */
  private static final int LEAST_KEY_BYTES = 16;

  static final Setting<String> HOST =
      new Setting<>(
          "web.host", Kinds.ADDRESS, "127.0.0.1", "The address to listen on; 0.0.0.0 for all.");
  static final Setting<Integer> PORT =
      new Setting<>("web.port", Kinds.PORT, "8080", "The port of the web socket.");
  static final Setting<Access> ACCESS =
      new Setting<>(
          "web.access",
          Kinds.choice(Access.class),
          "open",
          "Who may cause a draw: everybody, whoever has a signed link, or nobody. What is drawn"
              + " already is served under each of them; `off` draws nothing.");
  static final Setting<List<Secret>> SIGNING_KEYS =
      new Setting<>(
          "web.signing-keys",
          new ListKind<>(Secret.kind("a secret of 16 bytes or more", LEAST_KEY_BYTES)),
          "",
          "Keys of signed links, two while they are changed: each is accepted, the first signs.");
  static final Setting<Duration> WAIT =
      new Setting<>("web.wait", Kinds.WAIT, "20s", "How long a request waits for a draw.");
  static final Setting<Duration> MAX_AGE =
      new Setting<>(
          "web.max-age",
          Kinds.duration(Duration.ZERO, Duration.ofDays(365)),
          "1d",
          "How long browsers may keep a picture.");
  static final Setting<List<String>> REDIRECT_HOSTS =
      new Setting<>(
          "web.redirect-hosts",
          new ListKind<>(Kinds.text("a host name in lower case", "[a-z0-9.-]+")),
          "",
          "Hosts that the URL of a substitute (`d=`) may lead to.");
  static final Setting<Optional<URI>> PICTURES_AT =
      new Setting<>(
          "web.pictures-at",
          new OptionalKind<>(
              new ScalarKind<>(
                  "an http or https URL without user and query",
                  RemoteBucketSettings::server,
                  URI::toString)),
          "",
          "The URL of a public bucket in front of the S3 socket, to which browsers are redirected"
              + " for pictures. Unset: they get them here.");
  static final Setting<Integer> TRUSTED_PROXIES =
      new Setting<>(
          "web.trusted-proxies",
          Kinds.integer(0, 16, "proxies"),
          "0",
          "How many proxies of yours append to X-Forwarded-For; tells clients for budgets.");
  static final Setting<Optional<Path>> ALLOW_LIST =
      new Setting<>(
          "web.allow-list",
          new OptionalKind<>(Kinds.PATH),
          "",
          "A file with the only hashes that may be drawn, one a line. Unset: all may.");
  static final Setting<Integer> EVENTS =
      new Setting<>(
          "web.events",
          Kinds.integer(0, 100_000, "streams"),
          "1000",
          "How many event streams (`/events/HASH`) may be open at a time, 50 of them for one client;"
              + " further ones are answered with 503. 0 for none.");
  static final Setting<Boolean> PLAYGROUND =
      new Setting<>(
          "web.playground",
          Kinds.SWITCH,
          "true",
          "Whether visitors of the demo page may read the file of the vocabulary, comments and all,"
              + " and try changes to it; nothing of theirs is kept or drawn.");
  static final List<Setting<?>> SETTINGS =
      List.of(
          HOST,
          PORT,
          ACCESS,
          SIGNING_KEYS,
          WAIT,
          MAX_AGE,
          REDIRECT_HOSTS,
          PICTURES_AT,
          TRUSTED_PROXIES,
          ALLOW_LIST,
          EVENTS,
          PLAYGROUND);

  public WebConfig {
    signingKeys = List.copyOf(signingKeys);
    redirectHosts = List.copyOf(redirectHosts);
  }

  static WebConfig create(Values values) {
    return new WebConfig(
        values.get(HOST),
        values.get(PORT),
        values.get(ACCESS),
        values.get(SIGNING_KEYS),
        values.get(WAIT),
        values.get(MAX_AGE),
        values.get(REDIRECT_HOSTS),
        values.get(PICTURES_AT),
        values.get(TRUSTED_PROXIES),
        values.get(ALLOW_LIST),
        values.get(EVENTS),
        values.get(PLAYGROUND),
        BudgetsConfig.create(values));
  }
}
