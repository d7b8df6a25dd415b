package io.avatarorigin.origin.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Runs the checklist with the AWS SDK for Java. */
final class JavaSdk {
  private static final int SLOW_SECONDS = 20 * 60;

  private final Order order;
  private final S3Client s3;

  private JavaSdk(Order order, S3Client s3) {
    this.order = order;
    this.s3 = s3;
  }

  static JsonNode run(Order order) {
    try (S3Client s3 = client(order, order.endpoint(), order.secretAccessKey())) {
      return new JavaSdk(order, s3).report();
    }
  }

  private JsonNode report() {
    return new Report()
        .add(Check.GET, () -> get(s3, request -> {}))
        .add(Check.HEAD, this::head)
        .add(Check.LIST, this::list)
        .add(Check.RANGE, () -> get(s3, request -> request.range("bytes=100-299")))
        .add(Check.ATTRIBUTES, this::attributes)
        .add(Check.LARGE, () -> get(s3, request -> request.key(order.largeKey())))
        .add(Check.PARTS, this::parts)
        .add(
            Check.NOT_MODIFIED,
            () -> refusal(() -> get(s3, request -> request.ifNoneMatch(order.etag()))))
        .add(
            Check.PRECONDITION_FAILED,
            () -> refusal(() -> get(s3, request -> request.ifMatch("\"0\""))))
        .add(Check.PRESIGNED, this::presigned)
        .add(
            Check.MISSING, () -> refusal(() -> get(s3, request -> request.key(order.missingKey()))))
        .add(Check.MISSING_HEAD, () -> refusal(this::missingHead))
        .add(Check.WRONG_SECRET, this::wrongSecret)
        .add(Check.WRONG_REGION, this::wrongRegion)
        .add(Check.SKEWED, this::skewed)
        .add(Check.BUCKETS, this::buckets)
        .add(Check.LOCATION, this::location)
        .add(Check.ODD_KEY, this::odd)
        .add(
            Check.RETRIED,
            () -> get(s3, request -> request.bucket(order.hastyBucket()).key(order.retriedKey())))
        .add(Check.UNAVAILABLE, this::unavailable)
        .add(Check.COLD, () -> get(s3, request -> request.key(order.coldKey())))
        .json();
  }

  private static S3Client client(Order order, String endpoint, String secret) {
    return builder(order, endpoint, secret).region(Region.of(order.region())).build();
  }

  private static S3ClientBuilder builder(Order order, String endpoint, String secret) {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoint))
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(credentials(order, secret));
  }

  private static StaticCredentialsProvider credentials(Order order, String secret) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(order.accessKeyId(), secret));
  }

  private Map<String, ?> get(S3Client client, Consumer<GetObjectRequest.Builder> change) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(order.bucket()).key(order.key());
    change.accept(request);
    ResponseBytes<GetObjectResponse> answer = client.getObjectAsBytes(request.build());
    return Report.whole(
        answer.asByteArray(), answer.response().eTag(), answer.response().contentType());
  }

  private Map<String, ?> odd() {
    try (S3Client other = other()) {
      return get(other, request -> request.key(order.oddKey()));
    }
  }

  private S3Client other() {
    return client(order, order.otherEndpoint(), order.secretAccessKey());
  }

  private Map<String, ?> head() {
    HeadObjectResponse head =
        s3.headObject(request -> request.bucket(order.bucket()).key(order.key()));
    return Map.of("length", head.contentLength(), "etag", head.eTag(), "type", head.contentType());
  }

  private Map<String, ?> missingHead() {
    s3.headObject(request -> request.bucket(order.bucket()).key(order.missingKey()));
    return Map.of();
  }

  private Map<String, ?> list() {
    try (S3Client other = other()) {
      return Map.of(
          "objects",
          other
              .listObjectsV2Paginator(request -> request.bucket(order.bucket()).maxKeys(2))
              .contents()
              .stream()
              .map(object -> Report.listed(object.key(), object.size(), object.eTag()))
              .toList());
    }
  }

  private Map<String, ?> attributes() {
    GetObjectAttributesResponse told =
        s3.getObjectAttributes(
            request ->
                request
                    .bucket(order.bucket())
                    .key(order.key())
                    .objectAttributes(ObjectAttributes.knownValues()));
    return Report.attributes(
        told.eTag(),
        told.objectSize(),
        told.storageClassAsString(),
        told.checksum().checksumCRC32());
  }

  /** In parts, of which it learns from the first one's answer. */
  private Map<String, ?> parts() {
    try (S3AsyncClient client =
        S3AsyncClient.builder()
            .endpointOverride(URI.create(order.endpoint()))
            .region(Region.of(order.region()))
            .forcePathStyle(true)
            .multipartEnabled(true)
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .credentialsProvider(credentials(order, order.secretAccessKey()))
            .build()) {
      return Report.digest(
          client
              .getObject(
                  request -> request.bucket(order.bucket()).key(order.largeKey()),
                  AsyncResponseTransformer.toBytes())
              .join()
              .asByteArray());
    }
  }

  private Map<String, ?> presigned() {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create(order.endpoint()))
            .region(Region.of(order.region()))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(credentials(order, order.secretAccessKey()))
            .build()) {
      return Map.of(
          "url",
          presigner
              .presignGetObject(
                  signing ->
                      signing
                          .signatureDuration(Duration.ofMinutes(10))
                          .getObjectRequest(get -> get.bucket(order.bucket()).key(order.key())))
              .url()
              .toString());
    }
  }

  private Map<String, ?> wrongSecret() throws Exception {
    try (S3Client client = client(order, order.endpoint(), "wrong")) {
      return refusal(() -> get(client, request -> {}));
    }
  }

  private Map<String, ?> wrongRegion() throws Exception {
    try (S3Client client =
        builder(order, order.endpoint(), order.secretAccessKey())
            .region(Region.of(order.wrongRegion()))
            .crossRegionAccessEnabled(true)
            .build()) {
      return refusal(() -> get(client, request -> {}));
    }
  }

  /** A clock that is slow by 20 minutes; the SDK has one for all its clients. */
  private Map<String, ?> skewed() throws Exception {
    SdkGlobalTime.setGlobalTimeOffset(SLOW_SECONDS);
    try (S3Client client = client(order, order.endpoint(), order.secretAccessKey())) {
      return refusal(() -> get(client, request -> {}));
    } finally {
      SdkGlobalTime.setGlobalTimeOffset(0);
    }
  }

  private Map<String, ?> unavailable() throws Exception {
    try (S3Client client =
        builder(order, order.endpoint(), order.secretAccessKey())
            .region(Region.of(order.region()))
            .overrideConfiguration(how -> how.retryStrategy(retry -> retry.maxAttempts(1)))
            .build()) {
      return refusal(
          () -> get(client, request -> request.bucket(order.hastyBucket()).key(order.lateKey())));
    }
  }

  private Map<String, ?> buckets() {
    return Map.of("buckets", s3.listBuckets().buckets().stream().map(Bucket::name).toList());
  }

  private Map<String, ?> location() {
    return Map.of(
        "region",
        s3.getBucketLocation(request -> request.bucket(order.bucket()))
            .locationConstraintAsString());
  }

  private static Map<String, ?> refusal(Callable<Map<String, ?>> call) throws Exception {
    try {
      return call.call();
    } catch (S3Exception e) {
      Map<String, Object> refusal = new LinkedHashMap<>(Map.of("status", e.statusCode()));
      if (e.awsErrorDetails().rawResponse() != null) { // else it makes a code of the status
        refusal.put("code", e.awsErrorDetails().errorCode());
      }
      return refusal;
    }
  }
}
