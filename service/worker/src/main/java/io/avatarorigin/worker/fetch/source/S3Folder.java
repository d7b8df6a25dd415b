package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies under a prefix in a bucket; the ETag tells one content of an object from the next. */
final class S3Folder implements RemoteFolder {
  private final ModelSource.S3Source source;
  private final String name;
  private final S3Faults faults;
  private final S3Client client;

  S3Folder(ModelSource.S3Source source, S3Options options, Duration patience) {
    this.source = source;
    this.name = source + options.endpoint().map(endpoint -> " at " + endpoint).orElse("");
    this.faults = new S3Faults(name);
    this.client = S3Clients.create(options, patience, faults);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Listing list() throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(source.bucket()).prefix(source.prefix());
    while (true) {
      ListObjectsV2Request asked = request.build();
      ListObjectsV2Response page = call(() -> client.listObjectsV2(asked));
      page.contents().stream()
          .filter(object -> !object.key().endsWith("/")) // how some tools write folders
          .map(this::file)
          .forEach(files::add);
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return new Listing("", files);
      }
      request.continuationToken(page.nextContinuationToken());
    }
  }

  private RemoteFile file(S3Object object) {
    try {
      return new RemoteFile(
          object.key().substring(source.prefix().length()),
          object.size(),
          "etag:" + object.eTag(),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new FetchException(
          FetchException.Kind.REFUSED,
          name + " lists a file that is not taken: " + e.getMessage(),
          e);
    }
  }

  @Override
  public RemoteFile detailed(RemoteFile file) throws IOException {
    HeadObjectResponse head =
        call(
            () ->
                client.headObject(
                    request ->
                        request
                            .bucket(source.bucket())
                            .key(key(file))
                            .checksumMode(ChecksumMode.ENABLED)));
    return new RemoteFile(file.path(), head.contentLength(), "etag:" + head.eTag(), checksum(head));
  }

  /** One of the whole object; those of its parts say nothing without the parts' lengths. */
  private static Optional<Checksum> checksum(HeadObjectResponse head) {
    if (head.checksumType() == ChecksumType.COMPOSITE) {
      return Optional.empty();
    }
    return checksum(ChecksumAlgorithm.SHA256, head.checksumSHA256())
        .or(() -> checksum(ChecksumAlgorithm.CRC64_NVME, head.checksumCRC64NVME()))
        .or(() -> checksum(ChecksumAlgorithm.CRC32C, head.checksumCRC32C()))
        .or(() -> checksum(ChecksumAlgorithm.CRC32, head.checksumCRC32()));
  }

  private static Optional<Checksum> checksum(ChecksumAlgorithm algorithm, @Nullable String base64) {
    return base64 == null || base64.contains("-") // the number of parts, where no type is told
        ? Optional.empty()
        : Optional.of(
            new Checksum(algorithm, HexFormat.of().formatHex(Base64.getDecoder().decode(base64))));
  }

  @Override
  public RemoteContent open(String commit, RemoteFile file, Position from) throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(source.bucket())
            .key(key(file))
            .ifMatch(file.version().substring("etag:".length()));
    if (from.bytes() > 0) {
      request.range("bytes=" + from.bytes() + "-");
    }
    ResponseInputStream<GetObjectResponse> stream = call(() -> client.getObject(request.build()));
    boolean asAsked = from.bytes() > 0 && stream.response().contentRange() != null;
    return new RemoteContent(
        new Body(stream, faults), asAsked ? from.bytes() : 0, Optional.empty());
  }

  private String key(RemoteFile file) {
    return source.prefix() + file.path();
  }

  private <T> T call(Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (RuntimeException e) { // the SDK's own, and what its streams and parsers throw
      throw faults.of(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** A body that is not read to its end when it is closed, and fails as files do. */
  private static final class Body extends InputStream {
    private final ResponseInputStream<GetObjectResponse> stream;
    private final S3Faults faults;

    Body(ResponseInputStream<GetObjectResponse> stream, S3Faults faults) {
      this.stream = stream;
      this.faults = faults;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return stream.read(target, offset, length);
      } catch (SdkException e) {
        throw faults.of(e);
      }
    }

    @Override
    public void close() {
      stream.abort();
    }
  }
}
