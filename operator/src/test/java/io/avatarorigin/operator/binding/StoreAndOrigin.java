package io.avatarorigin.operator.binding;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.Secret;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.Signer;
import io.avatarorigin.testbed.Tigris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tigris' stand-in, whose reads are fresh and whose copies come at once, and an origin that knows
 * {@link TestedBinding#KEY}, for the tests of a class.
 */
final class StoreAndOrigin implements BeforeAllCallback, AfterAllCallback {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Path folder;
  private Tigris tigris;
  private PlainOriginServer origin;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("store-and-origin");
    tigris = Tigris.start(folder.resolve("tigris.log"), "--stale", "0", "--copy-delay", "0");
    origin = PlainOriginServer.start(folder, "azurda", TestedBinding.KEY);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (origin != null) {
      origin.close();
    }
    if (tigris != null) {
      tigris.close();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  Tigris tigris() {
    return tigris;
  }

  PlainOriginServer origin() {
    return origin;
  }

  /** A folder that goes with the servers. */
  Path folder() {
    return folder;
  }

  /** The name of a bucket that nobody has had, at a store without faults. */
  String freshBucket() {
    tigris.withoutFaults();
    tigris.settings(Map.of("stale", 0, "secret", "shown", "reply", "status"));
    return "bucket-" + COUNT.incrementAndGet();
  }

  /**
   * A resource with such a bucket.
   *
   * @param spec more of {@code spec.tigris}
   */
  TestedBinding binding(String bucket, String spec) {
    return new TestedBinding(tigris, bucket, origin.port(), spec);
  }

  /** Where a bucket truly falls through to. */
  JsonNode shadow(String bucket) {
    return tigris.bucket(bucket).orElseThrow().path("shadow_bucket");
  }

  /** The keys of what a bucket truly has. */
  List<String> keys(String bucket) {
    return StreamSupport.stream(
            tigris.bucket(bucket).orElseThrow().path("keys").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Somebody puts an object into a bucket. */
  void put(String bucket, String key) {
    URI url = URI.create("%s/%s/%s".formatted(tigris.endpoint(), bucket, key));
    SignableRequest request =
        new SignableRequest(
            "PUT",
            url.getRawPath(),
            Query.parse(""),
            List.of(new HeaderField("host", url.getAuthority())));
    String query =
        new Signer(
                new AccessKey(tigris.accessKeyId(), Secret.of(tigris.secretAccessKey())),
                "auto",
                "s3",
                InstantSource.system())
            .presign(request, Duration.ofMinutes(1));
    try {
      int status =
          HTTP.send(
                  HttpRequest.newBuilder(URI.create(url + "?" + query))
                      .PUT(HttpRequest.BodyPublishers.ofString("somebody's"))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new AssertionError("PUT of " + key + ": " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
