package io.avatarorigin.cli;

import io.avatarorigin.worker.fetch.FetchOptions;
import io.avatarorigin.worker.fetch.source.HubOptions;
import io.avatarorigin.worker.fetch.source.S3Credentials;
import io.avatarorigin.worker.fetch.source.S3Options;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Servers that models are fetched from: flags, and the variables that their own tools know. */
final class SourceOptions {
  @Option(
      names = "--hub-endpoint",
      paramLabel = "URL",
      description = "The Hub; by default $HF_ENDPOINT, else https://huggingface.co.")
  @Nullable String hubEndpoint;

  @Option(
      names = "--hub-token-file",
      paramLabel = "FILE",
      description =
          "A file with the token for private and gated repositories; by default $HF_TOKEN, else"
              + " where Hugging Face's tools keep it.")
  @Nullable Path hubTokenFile;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "The S3 server; by default $AWS_ENDPOINT_URL_S3, $AWS_ENDPOINT_URL, else AWS.")
  @Nullable String s3Endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "REGION",
      description = "By default $AWS_REGION, $AWS_DEFAULT_REGION, else us-east-1.")
  @Nullable String s3Region;

  @Option(
      names = "--s3-path-style",
      description = "Send the bucket in the path instead of the host name.")
  boolean s3PathStyle;

  @Option(
      names = "--s3-credentials-file",
      paramLabel = "FILE",
      description =
          "Credentials in the form of AWS's shared file, profile default; by default what AWS's"
              + " tools would find, $AWS_ACCESS_KEY_ID and $AWS_SECRET_ACCESS_KEY first.")
  @Nullable Path s3CredentialsFile;

  @Option(names = "--s3-anonymous", description = "Sign nothing: the bucket is public.")
  boolean s3Anonymous;

  FetchOptions options(Console console) {
    try {
      return FetchOptions.DEFAULT.from(hub(console), s3(console));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private HubOptions hub(Console console) {
    URI endpoint =
        first(Stream.of(hubEndpoint, console.environment().get("HF_ENDPOINT")))
            .map(URI::create)
            .orElse(HubOptions.DEFAULT.endpoint());
    return new HubOptions(endpoint, token(console));
  }

  private Optional<String> token(Console console) {
    if (hubTokenFile != null) {
      return Optional.of(read(console.folder().resolve(hubTokenFile)));
    }
    Map<String, String> environment = console.environment();
    return first(Stream.of(environment.get("HF_TOKEN")))
        .map(String::strip)
        .or(() -> tokenFile(environment).filter(Files::isReadable).map(SourceOptions::read))
        .filter(token -> !token.isEmpty());
  }

  /** As huggingface_hub finds it. */
  private static Optional<Path> tokenFile(Map<String, String> environment) {
    return first(Stream.of(environment.get("HF_TOKEN_PATH")))
        .map(Path::of)
        .or(() -> first(Stream.of(environment.get("HF_HOME"))).map(home -> Path.of(home, "token")))
        .or(
            () ->
                first(Stream.of(environment.get("HOME")))
                    .map(home -> Path.of(home, ".cache/huggingface/token")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw CommandFailure.wrongUse(Reason.of(e));
    }
  }

  private S3Options s3(Console console) {
    Map<String, String> environment = console.environment();
    Optional<URI> endpoint =
        first(
                Stream.of(
                    s3Endpoint,
                    environment.get("AWS_ENDPOINT_URL_S3"),
                    environment.get("AWS_ENDPOINT_URL")))
            .map(URI::create);
    String region =
        first(
                Stream.of(
                    s3Region, environment.get("AWS_REGION"), environment.get("AWS_DEFAULT_REGION")))
            .orElse(S3Options.DEFAULT.region());
    return new S3Options(endpoint, region, s3PathStyle, credentials(console));
  }

  private S3Credentials credentials(Console console) {
    if (s3Anonymous) {
      return new S3Credentials.Anonymous();
    }
    if (s3CredentialsFile != null) {
      return new S3Credentials.File(console.folder().resolve(s3CredentialsFile));
    }
    Map<String, String> environment = console.environment();
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    return id == null || secret == null
        ? new S3Credentials.Surroundings()
        : new S3Credentials.Pair(
            id, secret, first(Stream.of(environment.get("AWS_SESSION_TOKEN"))));
  }

  /** The first that says something. */
  private static Optional<String> first(Stream<@Nullable String> values) {
    return values.filter(value -> value != null && !value.isBlank()).findFirst().map(v -> v);
  }
}
