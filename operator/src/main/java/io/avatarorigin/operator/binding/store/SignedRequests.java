package io.avatarorigin.operator.binding.store;

import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests that are signed by S3's Signature Version 4, and gives up those that take too
 * long. It follows no redirects: a signature is for one host. Safe for use by many threads at once.
 */
public final class SignedRequests {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final String SERVICE = "s3";

  /** Of what hosts may answer that others have named. */
  private static final long LONGEST_BODY = 16L << 20;

  private final HttpClient http;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * @param patience how long a request may take, from its start to the last octet of the answer
   */
  public SignedRequests(InstantSource clock, Duration patience) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * A request.
   *
   * @param url with its raw path and query
   * @param headers beyond those of the signature
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by value
  record Call(String method, URI url, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    static Call of(String method, URI url) {
      return of(method, url, Map.of());
    }

    static Call of(String method, URI url, Map<String, String> headers) {
      return new Call(method, url, headers, NOTHING);
    }
  }

  /**
   * The answer, whatever its status.
   *
   * @throws StoreException where there is none
   */
  Reply send(Call call, AccessKey key, String region) {
    HttpRequest.Builder request = request(call);
    for (HeaderField header :
        new Signer(key, region, SERVICE, clock).sign(signable(call), PayloadHash.of(call.body()))) {
      request.header(header.name(), header.value());
    }
    return answer(call.url(), request.build());
  }

  /**
   * What is at a URL, asked without a signature, whatever the status.
   *
   * @throws StoreException where there is no answer
   */
  public Fetched get(URI url) {
    return answer(url, request(Call.of("GET", url)).build()).fetched();
  }

  /**
   * The same, signed.
   *
   * @throws StoreException where there is no answer
   */
  public Fetched get(URI url, AccessKey key, String region) {
    return send(Call.of("GET", url), key, region).fetched();
  }

  private static HttpRequest.Builder request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.url())
            .method(
                call.method(),
                call.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    return request;
  }

  private static SignableRequest signable(Call call) {
    URI url = call.url();
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("host", host(url)));
    call.headers().forEach((name, value) -> headers.add(new HeaderField(name, value)));
    return new SignableRequest(
        call.method(),
        url.getRawPath(),
        Query.parse(Objects.requireNonNullElse(url.getRawQuery(), "")),
        headers);
  }

  /** As the JDK's client sends it: without the port that the scheme has anyway. */
  private static String host(URI url) {
    int usual = url.getScheme().equals("https") ? 443 : 80;
    return url.getPort() < 0 || url.getPort() == usual
        ? url.getHost()
        : url.getHost() + ":" + url.getPort();
  }

  private Reply answer(URI url, HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LONGEST_BODY));
    try {
      HttpResponse<byte[]> response = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unavailable(url, "no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw unavailable(url, cause.getClass().getSimpleName() + reason(cause));
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable(url, "interrupted");
    }
  }

  private static String reason(IOException cause) {
    return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }

  private static StoreException unavailable(URI url, String why) {
    return new StoreException(
        StoreException.Category.UNAVAILABLE,
        "%s://%s: %s".formatted(url.getScheme(), url.getAuthority(), why));
  }
}
