package io.avatarorigin.worker.config;

import io.avatarorigin.settings.BearerToken;
import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may have pictures drawn.
 *
 * @param token what clients have to show
 * @param tokenFile a file with such tokens
 * @param open whether anybody may come in where neither a token nor a certificate is asked for
 * @param certificate the server's certificate and its chain, PEM
 * @param key its private key, PEM
 * @param clientCa who signs the certificates that clients must have, PEM
 */
public record AccessConfig(
    Optional<Secret> token,
    Optional<Path> tokenFile,
    boolean open,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<Path> clientCa) {
  /** The fewest octets of a token: 16 at random cannot be guessed. */
  public static final int LEAST_TOKEN_BYTES = 16;

  private static final Kind<Optional<Path>> FILE = new OptionalKind<>(Kinds.PATH);

  static final Setting<Optional<Secret>> TOKEN =
      new Setting<>(
          "token",
          new OptionalKind<>(BearerToken.kind(LEAST_TOKEN_BYTES)),
          "",
          "What clients have to show: `Authorization: Bearer TOKEN`.");
  static final Setting<Optional<Path>> TOKEN_FILE =
      new Setting<>(
          "token-file",
          FILE,
          "",
          "A file with such a token, or several, a line each, such as a mounted Secret. Read again"
              + " when it changes.");
  static final Setting<Boolean> OPEN =
      new Setting<>(
          "open",
          Kinds.SWITCH,
          "false",
          "Whether anybody who can reach the socket may have pictures drawn, where neither a token"
              + " nor a client's certificate is asked for. On loopback addresses that is so anyway.");
  static final Setting<Optional<Path>> CERTIFICATE =
      new Setting<>(
          "tls.certificate",
          FILE,
          "",
          "The server's certificate and its chain (PEM). With it the socket speaks TLS. The files of"
              + " `tls` are read again when they change.");
  static final Setting<Optional<Path>> KEY =
      new Setting<>("tls.key", FILE, "", "The private key of the certificate (PEM, PKCS #8).");
  static final Setting<Optional<Path>> CLIENT_CA =
      new Setting<>(
          "tls.client-ca",
          FILE,
          "",
          "Who signs the certificates of clients (PEM). With it, only clients that have one come"
              + " in.");
  static final List<Setting<?>> SETTINGS =
      List.of(TOKEN, TOKEN_FILE, OPEN, CERTIFICATE, KEY, CLIENT_CA);

  static AccessConfig create(Values values) {
    return new AccessConfig(
        values.get(TOKEN),
        values.get(TOKEN_FILE),
        values.get(OPEN),
        values.get(CERTIFICATE),
        values.get(KEY),
        values.get(CLIENT_CA));
  }
}
