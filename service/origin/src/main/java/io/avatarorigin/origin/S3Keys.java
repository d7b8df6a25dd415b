package io.avatarorigin.origin;

import io.avatarorigin.origin.config.CredentialFiles;
import io.avatarorigin.origin.config.S3Config;
import io.avatarorigin.origin.config.S3Credential;
import io.avatarorigin.origin.s3.auth.CredentialListener;
import io.avatarorigin.origin.s3.auth.CredentialSource;
import io.avatarorigin.origin.s3.auth.Grant;
import io.avatarorigin.origin.s3.auth.InMemoryCredentials;
import io.avatarorigin.origin.s3.auth.Rights;
import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.sigv4.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The access keys of the S3 face: those of the settings, and those of files that are looked at
 * again and again. One thread looks; requests see either the keys of before or those of after.
 */
final class S3Keys {
  private static final System.Logger LOGGER = System.getLogger(S3Keys.class.getName());
  private static final int MOST_FIRST_LOOKS = 10;

  private final List<S3Credential> ofSettings;
  private final Optional<CredentialFiles> files;
  private final CredentialListener listener;
  private final InMemoryCredentials inForce = new InMemoryCredentials(Map.of());
  private Optional<CredentialFiles.Texts> judged = Optional.empty();
  private Optional<CredentialFiles.Texts> lastSeen = Optional.empty();

  private S3Keys(S3Config config, CredentialListener listener) {
    this.ofSettings = config.credentials();
    this.files = config.signatures().credentialsFrom().map(CredentialFiles::new);
    this.listener = listener;
  }

  /**
   * Reads the keys for the first time.
   *
   * @throws ConfigException when the files cannot be read, or are faulty
   */
  static S3Keys open(S3Config config, CredentialListener listener) {
    S3Keys keys = new S3Keys(config, listener);
    keys.readFirst();
    return keys;
  }

  CredentialSource source() {
    return inForce;
  }

  /** Whether the keys may change while the origin runs. */
  boolean mayChange() {
    return files.isPresent();
  }

  private void readFirst() {
    if (files.isEmpty()) {
      inForce.replace(grants(ofSettings));
      return;
    }
    CredentialFiles.Texts now = files.get().read();
    for (int looks = 1; looks < MOST_FIRST_LOOKS && !lastSeen.equals(Optional.of(now)); looks++) {
      lastSeen = Optional.of(now);
      now = files.get().read();
    }
    lastSeen = Optional.of(now);
    judged = lastSeen;
    take(now);
  }

  /**
   * Looks at the files, and takes what has changed once it is the same at two looks: until then it
   * may be half written, or half of one set and half of the next.
   */
  void refresh() {
    Optional<CredentialFiles.Texts> now = files.map(CredentialFiles::read);
    boolean still = now.equals(lastSeen);
    lastSeen = now;
    if (now.isEmpty() || !still || now.equals(judged)) {
      return;
    }
    judged = now;
    try {
      take(now.get());
      listener.credentialsTaken();
    } catch (ConfigException e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "event=credentials-refused the last good ones stay in force: {0}",
          String.valueOf(e.getMessage()).replace("\n", "; "));
      listener.credentialsRefused();
    }
  }

  private void take(CredentialFiles.Texts texts) {
    Map<String, Grant> grants = grants(texts.addedTo(ofSettings));
    inForce.replace(grants);
    if (grants.isEmpty()) {
      LOGGER.log(
          System.Logger.Level.WARNING, "event=credentials-taken keys=0 (nobody may sign now)");
    } else {
      LOGGER.log(
          System.Logger.Level.INFO, "event=credentials-taken keys={0,number,#}", grants.size());
    }
  }

  private static Map<String, Grant> grants(List<S3Credential> credentials) {
    return credentials.stream()
        .collect(Collectors.groupingBy(S3Credential::accessKeyId))
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> grant(entry.getValue())));
  }

  /** Of one key id, whose credentials differ in their secrets alone. */
  private static Grant grant(List<S3Credential> credentials) {
    List<Secret> secrets =
        credentials.stream()
            .map(credential -> Secret.of(credential.secretAccessKey().reveal()))
            .distinct()
            .toList();
    S3Credential any = credentials.getFirst();
    Rights rights =
        new Rights(
            any.buckets().map(HashSet::new),
            any.prefix(),
            switch (any.reads()) {
              case ALL -> Rights.Reads.ALL;
              case DRAWN -> Rights.Reads.MADE;
            });
    return new Grant(secrets, rights);
  }
}
