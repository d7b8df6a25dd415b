package io.avatarorigin.origin.bucket;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket by way of the AWS SDK, whose classes are loaded by the first call: that costs half a
 * second, which no start has to wait for.
 */
public final class AwsBucket implements RemoteBucket {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** AWS answers 409 while another's write of the key is under way, and asks to try again. */
  private static final int ATTEMPTS_AT_CONFLICT = 5;

  private static final long BETWEEN_CONFLICTS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final BucketSettings settings;
  private final AwsFaults faults;
  private final Semaphore turns;
  private @Nullable S3Client client;
  private boolean closed;

  /** Opens nothing yet. */
  public AwsBucket(BucketSettings settings) {
    this.settings = settings;
    this.faults = new AwsFaults(settings);
    this.turns = new Semaphore(settings.connections());
  }

  @Override
  public Optional<RemoteObject> get(String key) {
    return call(
        s3 -> {
          try {
            return Optional.of(
                s3.getObject(request -> request.bucket(settings.bucket()).key(key), whole(key)));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public PutResult putIfAbsent(
      String key, byte[] content, String contentType, Map<String, String> metadata) {
    return call(
        s3 -> {
          for (int attempt = 1; ; attempt++) {
            try {
              s3.putObject(
                  request ->
                      request
                          .bucket(settings.bucket())
                          .key(key)
                          .contentType(contentType)
                          .metadata(metadata)
                          .ifNoneMatch("*"),
                  RequestBody.fromBytes(content));
              return PutResult.STORED;
            } catch (S3Exception e) {
              if (e.statusCode() == PRECONDITION_FAILED) {
                return PutResult.ALREADY_THERE;
              }
              if (e.statusCode() != CONFLICT || attempt == ATTEMPTS_AT_CONFLICT) {
                throw e;
              }
              LockSupport.parkNanos(BETWEEN_CONFLICTS_NANOS);
            }
          }
        });
  }

  @Override
  public void delete(String key) {
    call(s3 -> s3.deleteObject(request -> request.bucket(settings.bucket()).key(key)));
  }

  @Override
  public Iterable<RemoteEntry> list(String prefix) {
    ListObjectsV2Request first =
        ListObjectsV2Request.builder().bucket(settings.bucket()).prefix(prefix).build();
    return () -> pages(first).flatMap(page -> page.contents().stream()).map(this::entry).iterator();
  }

  @Override
  public Iterable<String> folders(String prefix) {
    ListObjectsV2Request first =
        ListObjectsV2Request.builder()
            .bucket(settings.bucket())
            .prefix(prefix)
            .delimiter("/")
            .build();
    return () ->
        pages(first)
            .flatMap(page -> page.commonPrefixes().stream())
            .map(CommonPrefix::prefix)
            .map(path -> path.substring(prefix.length(), path.length() - 1))
            .iterator();
  }

  private Stream<ListObjectsV2Response> pages(ListObjectsV2Request first) {
    return Stream.iterate(
        page(first),
        page -> page != null,
        page ->
            Boolean.TRUE.equals(page.isTruncated())
                ? page(first.toBuilder().continuationToken(page.nextContinuationToken()).build())
                : null);
  }

  private ListObjectsV2Response page(ListObjectsV2Request request) {
    return call(s3 -> s3.listObjectsV2(request));
  }

  private RemoteEntry entry(S3Object object) {
    return new RemoteEntry(object.key(), object.size(), object.eTag(), object.lastModified());
  }

  private ResponseTransformer<GetObjectResponse, RemoteObject> whole(String key) {
    return (response, stream) ->
        new RemoteObject(
            read(key, stream),
            Optional.ofNullable(response.contentType()).orElse(""),
            Optional.ofNullable(response.eTag()).orElse(""),
            response.lastModified(),
            response.metadata());
  }

  private byte[] read(String key, AbortableInputStream stream) throws IOException {
    byte[] content = stream.readNBytes(settings.longestObject());
    if (content.length == settings.longestObject() && stream.read() >= 0) {
      stream.abort();
      throw new BucketException(
          BucketException.Kind.TOO_LONG,
          "the object %s in %s is longer than %d bytes"
              .formatted(key, settings.name(), settings.longestObject()));
    }
    return content;
  }

  private <T> T call(Function<S3Client, T> request) {
    boolean turn = false;
    try {
      turn = turns.tryAcquire(settings.timeouts().call().toNanos(), TimeUnit.NANOSECONDS);
      if (!turn) {
        throw new BucketException(
            BucketException.Kind.UNREACHABLE,
            "%d calls to %s run already".formatted(settings.connections(), settings.name()));
      }
      return request.apply(client());
    } catch (SdkException | IllegalStateException e) {
      throw faults.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BucketException(
          BucketException.Kind.UNREACHABLE, "interrupted before a call to " + settings.name(), e);
    } finally {
      if (turn) {
        turns.release();
      }
    }
  }

  private synchronized S3Client client() {
    if (closed) {
      throw new IllegalStateException("the bucket has been closed");
    }
    if (client == null) {
      client = AwsClient.create(settings);
    }
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close();
    }
  }
}
