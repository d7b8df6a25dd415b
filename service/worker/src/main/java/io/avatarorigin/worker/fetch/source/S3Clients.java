package io.avatarorigin.worker.fetch.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The SDK's client, set up for servers of every make, and without retries of its own. */
final class S3Clients {
  private S3Clients() {}

  /** A client, which its caller closes. */
  static S3Client create(S3Options options, Duration patience, S3Faults faults) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(options.region()))
            .credentialsProvider(telling(faults, credentials(options.credentials())))
            .forcePathStyle(options.pathStyle())
            // Only AWS knows the checksums that the SDK sends unasked, and it checks no ranges.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(patience)
                    .socketTimeout(patience))
            .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()));
    options.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** What a provider throws looks like any other failure of a call, unless it is marked here. */
  private static AwsCredentialsProvider telling(S3Faults faults, AwsCredentialsProvider provider) {
    return () -> {
      try {
        return provider.resolveCredentials();
      } catch (SdkClientException e) {
        throw faults.noCredentials(e);
      }
    };
  }

  private static AwsCredentialsProvider credentials(S3Credentials credentials) {
    return switch (credentials) {
      case S3Credentials.Pair pair -> StaticCredentialsProvider.create(pair(pair));
      case S3Credentials.File(var path) -> ofFile(path);
      case S3Credentials.Surroundings() -> DefaultCredentialsProvider.builder().build();
      case S3Credentials.Anonymous() -> AnonymousCredentialsProvider.create();
    };
  }

  private static AwsCredentialsProvider ofFile(Path path) {
    if (!Files.isReadable(path)) {
      throw new FetchException(FetchException.Kind.REFUSED, path + ": cannot be read");
    }
    return ProfileCredentialsProvider.builder()
        .profileFile(ProfileFileSupplier.reloadWhenModified(path, ProfileFile.Type.CREDENTIALS))
        .profileName("default")
        .build();
  }

  private static AwsCredentials pair(S3Credentials.Pair pair) {
    return pair.sessionToken().isPresent()
        ? AwsSessionCredentials.create(
            pair.accessKeyId(), pair.secretAccessKey(), pair.sessionToken().get())
        : AwsBasicCredentials.create(pair.accessKeyId(), pair.secretAccessKey());
  }
}
