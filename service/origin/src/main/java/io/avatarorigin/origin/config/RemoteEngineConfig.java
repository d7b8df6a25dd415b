package io.avatarorigin.origin.config;

import io.avatarorigin.settings.BearerToken;
import io.avatarorigin.settings.Kind;
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
 * Engines in other processes.
 *
 * @param urls where they are; default none
 * @param model what they draw with, as far as somebody says so; default open
 * @param places how many pictures a server of other people's making is asked for at once; default 1
 * @param drawTime how long one draw may take; default 2 minutes
 * @param token what requests to them are authorised with; default none
 * @param tokenFile a file with that token, read for each request; default none
 * @param authority certificates that are believed instead of the JDK's; default none
 * @param certificate the client's own certificate chain; default none
 * @param key its key; default none
 */
public record RemoteEngineConfig(
    List<URI> urls,
    Optional<String> model,
    int places,
    Duration drawTime,
    Optional<Secret> token,
    Optional<Path> tokenFile,
    Optional<Path> authority,
    Optional<Path> certificate,
    Optional<Path> key) {
  /** Where a server is; nobody's password. */
  static final Kind<URI> SERVER =
      new ScalarKind<>(
          "an http or https URL without user and query",
          RemoteBucketSettings::server,
          URI::toString,
          _ -> "");

  static final Setting<List<URI>> URLS =
      new Setting<>(
          "engine.urls",
          new ListKind<>(SERVER),
          "",
          "Where the workers or servers are, such as `http://workers.avatars.svc:7860`. A worker's"
              + " name may stand for many: all of its addresses are asked.");
  static final Setting<Optional<String>> MODEL =
      new Setting<>(
          "engine.model",
          new OptionalKind<>(Kinds.text("a model's name, or its digest", "[ -~]{1,300}")),
          "",
          "What they draw with: a checkpoint's name for automatic1111, a model's for openai, both"
              + " sent with each draw. For workers any text that changes with their model; then"
              + " the model is learnt anew, of those whose `model-label` is the same or none."
              + " Changing it draws all pictures anew.");
  static final Setting<Integer> PLACES =
      new Setting<>(
          "engine.places",
          Kinds.integer(1, 256, "draws"),
          "1",
          "How many pictures a server of automatic1111 or openai is asked for at once; workers tell"
              + " it themselves.");
  static final Setting<Duration> DRAW_TIME =
      new Setting<>(
          "engine.draw-time",
          Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "2m",
          "How long one draw elsewhere may take before it is given up.");
  static final Setting<Optional<Secret>> TOKEN =
      new Setting<>(
          "engine.token",
          new OptionalKind<>(BearerToken.kind(1)),
          "",
          "The bearer token of requests to workers or servers.");
  static final Setting<Optional<Path>> TOKEN_FILE =
      new Setting<>(
          "engine.token-file",
          new OptionalKind<>(Kinds.PATH),
          "",
          "A file with that token, such as a mounted Secret; its changes count at once.");
  static final Setting<Optional<Path>> AUTHORITY =
      new Setting<>(
          "engine.tls.ca",
          new OptionalKind<>(Kinds.PATH),
          "",
          "Certificates (PEM) that are believed instead of those that the JDK believes. A server's"
              + " certificate has to have the name of its URL.");
  static final Setting<Optional<Path>> CERTIFICATE =
      new Setting<>(
          "engine.tls.certificate",
          new OptionalKind<>(Kinds.PATH),
          "",
          "The certificate chain (PEM) that the origin shows to workers or servers.");
  static final Setting<Optional<Path>> KEY =
      new Setting<>(
          "engine.tls.key", new OptionalKind<>(Kinds.PATH), "", "Its private key (PEM, PKCS #8).");
  static final List<Setting<?>> SETTINGS =
      List.of(URLS, MODEL, PLACES, DRAW_TIME, TOKEN, TOKEN_FILE, AUTHORITY, CERTIFICATE, KEY);

  static RemoteEngineConfig create(Values values) {
    return new RemoteEngineConfig(
        values.get(URLS),
        values.get(MODEL),
        values.get(PLACES),
        values.get(DRAW_TIME),
        values.get(TOKEN),
        values.get(TOKEN_FILE),
        values.get(AUTHORITY),
        values.get(CERTIFICATE),
        values.get(KEY));
  }

  /** The same servers, or this one where none is named. */
  RemoteEngineConfig orAt(Optional<URI> server) {
    return new RemoteEngineConfig(
        urls.isEmpty() ? server.stream().toList() : urls,
        model,
        places,
        drawTime,
        token,
        tokenFile,
        authority,
        certificate,
        key);
  }
}
