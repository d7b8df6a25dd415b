package io.avatarorigin.origin.bucket;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The SDK's client, set up for servers of every make. */
final class AwsClient {
  private static final int ATTEMPTS = 2;

  private AwsClient() {}

  /** A client, which its caller closes. */
  static S3Client create(BucketSettings settings) {
    BucketSettings.Timeouts timeouts = settings.timeouts();
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings.credentials()))
            .forcePathStyle(settings.pathStyle())
            // Only AWS knows the checksums and the chunked signatures that the SDK sends unasked.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(timeouts.connect())
                    .socketTimeout(timeouts.connect()))
            .overrideConfiguration(
                calls ->
                    calls
                        .apiCallTimeout(timeouts.call())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(BucketCredentials credentials) {
    return switch (credentials) {
      case BucketCredentials.Pair(String id, String secret) ->
          StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
      case BucketCredentials.File(var path) ->
          ProfileCredentialsProvider.builder()
              .profileFile(
                  ProfileFileSupplier.reloadWhenModified(path, ProfileFile.Type.CREDENTIALS))
              .profileName("default")
              .build();
      case BucketCredentials.Surroundings() ->
          AwsCredentialsProviderChain.of(
              ProfileCredentialsProvider.create(),
              ContainerCredentialsProvider.create(),
              InstanceProfileCredentialsProvider.create());
    };
  }
}
