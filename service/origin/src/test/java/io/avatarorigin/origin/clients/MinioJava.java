package io.avatarorigin.origin.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.DownloadObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectAttributesArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import io.minio.http.HttpUtils;
import io.minio.http.Method;
import io.minio.messages.Bucket;
import io.minio.messages.GetObjectAttributesOutput;
import io.minio.messages.Item;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/** Runs the checklist with minio-java. */
final class MinioJava {
  /** Names under localhost are this machine (RFC 6761), which not every resolver knows. */
  private static final Dns LOCAL_NAMES =
      name ->
          name.endsWith(".localhost")
              ? List.of(InetAddress.getLoopbackAddress())
              : Dns.SYSTEM.lookup(name);

  /** Of a client that is given no HTTP client, in milliseconds; OkHttp's own is ten seconds. */
  private static final long PATIENCE = 300_000;

  private final Order order;
  private final MinioClient s3;

  private MinioJava(Order order) {
    this.order = order;
    this.s3 = client(order, order.endpoint(), order.secretAccessKey(), null);
  }

  static JsonNode run(Order order) {
    return new MinioJava(order).report();
  }

  private JsonNode report() {
    return new Report()
        .add(Check.GET, () -> get(s3, request -> {}))
        .add(Check.HEAD, this::stat)
        .add(Check.LIST, this::list)
        .add(Check.RANGE, () -> get(s3, request -> request.offset(100L).length(200L)))
        .add(Check.ATTRIBUTES, this::attributes)
        .add(Check.LARGE, this::large)
        .add(
            Check.NOT_MODIFIED,
            () -> refusal(() -> get(s3, request -> request.notMatchETag(order.etag()))))
        .add(
            Check.PRECONDITION_FAILED,
            () -> refusal(() -> get(s3, request -> request.matchETag("\"0\""))))
        .add(Check.PRESIGNED, this::presigned)
        .add(
            Check.MISSING,
            () -> refusal(() -> get(s3, request -> request.object(order.missingKey()))))
        .add(Check.MISSING_HEAD, () -> refusal(this::missingStat))
        .add(
            Check.WRONG_SECRET,
            () -> refusal(() -> get(client(order, order.endpoint(), "wrong", null), request -> {})))
        .add(
            Check.WRONG_REGION,
            () ->
                refusal(
                    () ->
                        get(
                            client(
                                order,
                                order.endpoint(),
                                order.secretAccessKey(),
                                order.wrongRegion()),
                            request -> {})))
        .add(Check.BUCKETS, this::buckets)
        .add(Check.LOCATION, this::location)
        .add(
            Check.ODD_KEY,
            () ->
                get(
                    client(order, order.otherEndpoint(), order.secretAccessKey(), null),
                    request -> request.object(order.oddKey())))
        .add(Check.HOSTED, this::hosted)
        .add(
            Check.UNAVAILABLE,
            () ->
                refusal(
                    () ->
                        get(
                            s3,
                            request ->
                                request.bucket(order.hastyBucket()).object(order.lateKey()))))
        .add(Check.COLD, () -> get(s3, request -> request.object(order.coldKey())))
        .json();
  }

  /** Without a region, it asks for the bucket's. */
  private static MinioClient client(Order order, String endpoint, String secret, String region) {
    OkHttpClient patient = HttpUtils.newDefaultHttpClient(PATIENCE, PATIENCE, PATIENCE);
    return MinioClient.builder()
        .endpoint(endpoint)
        .region(region)
        .credentials(order.accessKeyId(), secret)
        .httpClient(patient.newBuilder().dns(LOCAL_NAMES).build(), true)
        .build();
  }

  private Map<String, ?> get(MinioClient client, Consumer<GetObjectArgs.Builder> change)
      throws Exception {
    GetObjectArgs.Builder request =
        GetObjectArgs.builder().bucket(order.bucket()).object(order.key());
    change.accept(request);
    try (GetObjectResponse answer = client.getObject(request.build())) {
      return Report.whole(
          answer.readAllBytes(),
          answer.headers().get("ETag"),
          answer.headers().get("Content-Type"));
    }
  }

  private Map<String, ?> stat() throws Exception {
    StatObjectResponse stat =
        s3.statObject(StatObjectArgs.builder().bucket(order.bucket()).object(order.key()).build());
    return Map.of("length", stat.size(), "etag", stat.etag(), "type", stat.contentType());
  }

  private Map<String, ?> missingStat() throws Exception {
    s3.statObject(
        StatObjectArgs.builder().bucket(order.bucket()).object(order.missingKey()).build());
    return Map.of();
  }

  private Map<String, ?> list() throws Exception {
    MinioClient other = client(order, order.otherEndpoint(), order.secretAccessKey(), null);
    List<Map<String, ?>> objects = new ArrayList<>();
    for (Result<Item> entry :
        other.listObjects(
            ListObjectsArgs.builder().bucket(order.bucket()).recursive(true).maxKeys(2).build())) {
      Item item = entry.get();
      objects.add(Report.listed(item.objectName(), item.size(), item.etag()));
    }
    return Map.of("objects", objects);
  }

  private Map<String, ?> attributes() throws Exception {
    GetObjectAttributesOutput told =
        s3.getObjectAttributes(
                GetObjectAttributesArgs.builder()
                    .bucket(order.bucket())
                    .object(order.key())
                    .objectAttributes(
                        new String[] {"ETag", "Checksum", "StorageClass", "ObjectSize"})
                    .build())
            .result();
    return Report.attributes(
        told.etag(), told.objectSize(), told.storageClass(), told.checksum().checksumCRC32());
  }

  private Map<String, ?> large() throws Exception {
    Path file = Path.of(order.folder(), "large");
    s3.downloadObject(
        DownloadObjectArgs.builder()
            .bucket(order.bucket())
            .object(order.largeKey())
            .filename(file.toString())
            .build());
    return Report.digest(Files.readAllBytes(file));
  }

  private Map<String, ?> presigned() throws Exception {
    return Map.of(
        "url",
        s3.getPresignedObjectUrl(
            GetPresignedObjectUrlArgs.builder()
                .method(Method.GET)
                .bucket(order.bucket())
                .object(order.key())
                .build()));
  }

  private Map<String, ?> buckets() throws Exception {
    return Map.of("buckets", s3.listBuckets().stream().map(Bucket::name).toList());
  }

  /** It signs for the region that it was told. */
  private Map<String, ?> location() throws Exception {
    String[] line =
        s3.getPresignedObjectUrl(
                GetPresignedObjectUrlArgs.builder()
                    .method(Method.GET)
                    .bucket(order.bucket())
                    .object(order.key())
                    .build())
            .split("X-Amz-Credential=")[1]
            .split("%2F");
    return Map.of("region", line[2]);
  }

  private Map<String, ?> hosted() throws Exception {
    MinioClient client = client(order, order.hosted(), order.secretAccessKey(), null);
    client.enableVirtualStyleEndpoint();
    return get(client, request -> {});
  }

  private static Map<String, ?> refusal(Callable<Map<String, ?>> call) throws Exception {
    try {
      return call.call();
    } catch (ServerException e) { // its form of a refusal without a body
      return Map.of("status", e.statusCode());
    } catch (ErrorResponseException e) {
      Map<String, Object> refusal = new LinkedHashMap<>(Map.of("status", e.response().code()));
      if (e.errorResponse().requestId() != null && e.response().request().method().equals("GET")) {
        refusal.put("code", e.errorResponse().code());
      }
      return refusal;
    }
  }
}
