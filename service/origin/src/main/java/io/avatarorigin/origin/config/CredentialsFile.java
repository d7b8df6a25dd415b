package io.avatarorigin.origin.config;

import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.raw.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The generated S3 credentials, kept in the data folder in the form of AWS's shared credentials
 * file, so that {@code AWS_SHARED_CREDENTIALS_FILE} can name it. Only its owner may read it.
 */
public final class CredentialsFile {
  private static final String ID = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";

  private CredentialsFile() {}

  /** The credential, the file that holds it, and whether it was generated just now. */
  public record Kept(S3Credential credential, Path file, boolean isNew) {}

  /**
   * Reads {@code <data>/credentials}, or generates a credential and writes it there. Of several
   * processes that start at once, all take the first one's.
   *
   * @throws ConfigException when the file holds no credential
   * @throws UncheckedIOException when it can be neither read nor written
   */
  public static Kept loadOrCreate(Path data, SecureRandom random) {
    Path file = data.resolve("credentials");
    try {
      if (Files.exists(file)) {
        return new Kept(read(file), file, false);
      }
      S3Credential generated = generate(random);
      boolean created = writeNew(file, generated);
      return new Kept(created ? generated : read(file), file, created);
    } catch (IOException e) {
      throw new UncheckedIOException("the S3 credentials cannot be kept in " + file + ": " + e, e);
    }
  }

  private static S3Credential generate(SecureRandom random) {
    byte[] id = new byte[8];
    byte[] secret = new byte[30];
    random.nextBytes(id);
    random.nextBytes(secret);
    return new S3Credential(
        "AO" + HexFormat.of().formatHex(id).toUpperCase(Locale.ROOT),
        Secret.of(Base64.getUrlEncoder().encodeToString(secret)));
  }

  /** Written beside and then linked, so that nobody ever sees a part of it or a second one. */
  private static boolean writeNew(Path file, S3Credential credential) throws IOException {
    Path data = file.getParent();
    Files.createDirectories(data);
    Path beside = Files.createTempFile(data, ".credentials", "", ownerOnly());
    try {
      Files.writeString(
          beside,
          """
          # Generated for the S3 socket of avatar-origin. Delete this file to get new ones.
          [default]
          %s = %s
          %s = %s
          """
              .formatted(
                  ID, credential.accessKeyId(), SECRET, credential.secretAccessKey().reveal()));
      Files.createLink(file, beside);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } finally {
      Files.delete(beside);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static S3Credential read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Optional<String> id = find(lines, ID);
    Optional<String> secret = find(lines, SECRET);
    if (id.isEmpty() || secret.isEmpty()) {
      String message = "must hold %s and %s; delete the file to get new ones".formatted(ID, SECRET);
      throw new ConfigException(List.of(new Fault(file.toString(), "", message)));
    }
    return new S3Credential(id.get(), Secret.of(secret.get()));
  }

  private static Optional<String> find(List<String> lines, String key) {
    return lines.stream()
        .filter(
            line -> line.contains("=") && line.substring(0, line.indexOf('=')).strip().equals(key))
        .map(line -> line.substring(line.indexOf('=') + 1).strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
