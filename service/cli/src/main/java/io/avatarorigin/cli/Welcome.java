package io.avatarorigin.cli;

import io.avatarorigin.origin.config.BucketConfig;
import io.avatarorigin.origin.config.CredentialsFile;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.config.S3Credential;
import io.avatarorigin.origin.config.WebConfig;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.HashAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines that tell whoever starts a server how to get an avatar from it. */
record Welcome(
    OriginConfig config, int s3Port, int webPort, Optional<CredentialsFile.Kept> generated) {
  private static final Hash EXAMPLE = Hash.of("ada@example.org", HashAlgorithm.MD5);

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("page     " + url(config.web().host(), webPort) + "/" + drawing());
    lines.add("S3       " + s3Url() + "  " + buckets());
    generated.ifPresent(kept -> lines.add("keys     " + keys(kept)));
    lines.add("fetch    " + fetch(config.s3().buckets().getFirst()));
    return lines;
  }

  /** With access off the web socket serves the page, and the pictures that are drawn already. */
  private String drawing() {
    return config.web().access() == WebConfig.Access.OFF
        ? "  (web.access is off: shows drawn pictures only)"
        : "";
  }

  private String buckets() {
    return config.s3().buckets().stream()
        .map(bucket -> bucket.name() + " (" + word(bucket.access()) + ")")
        .collect(Collectors.joining(", ", "", ", region " + config.s3().region()));
  }

  /** A generated secret is shown once, when it is new. */
  private static String keys(CredentialsFile.Kept kept) {
    S3Credential credential = kept.credential();
    return kept.isNew()
        ? "%s / %s, kept in %s"
            .formatted(credential.accessKeyId(), credential.secretAccessKey().reveal(), kept.file())
        : "%s, its secret is in %s".formatted(credential.accessKeyId(), kept.file());
  }

  private String fetch(BucketConfig bucket) {
    String key = config.keys().prefix() + EXAMPLE + ".png";
    if (bucket.access() == BucketConfig.Access.PUBLIC) {
      return "curl -o avatar.png %s/%s/%s".formatted(s3Url(), bucket.name(), key);
    }
    String credentials =
        generated
            .map(kept -> "AWS_SHARED_CREDENTIALS_FILE='" + kept.file() + "' ")
            .orElseGet(() -> "AWS_ACCESS_KEY_ID=" + firstKeyId() + " AWS_SECRET_ACCESS_KEY=... ");
    return "%saws --endpoint-url %s --region %s s3 cp s3://%s/%s avatar.png"
        .formatted(credentials, s3Url(), config.s3().region(), bucket.name(), key);
  }

  /** Keys of files may change, so that none of them is named. */
  private String firstKeyId() {
    return config.s3().credentials().stream()
        .map(S3Credential::accessKeyId)
        .findFirst()
        .orElse("...");
  }

  private String s3Url() {
    return url(config.s3().host(), s3Port);
  }

  /** An address that means all of them cannot be gone to; this machine's name for itself can. */
  private static String url(String host, int port) {
    String reachable =
        switch (host) {
          case "0.0.0.0", "::" -> "localhost";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return "http://" + reachable + ":" + port;
  }

  private static String word(BucketConfig.Access access) {
    return switch (access) {
      case SIGNED -> "signed";
      case PUBLIC -> "public";
      case PUBLIC_DRAWN -> "public-drawn";
    };
  }
}
