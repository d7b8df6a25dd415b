package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a client is behind proxies, and how often it may ask. */
@Timeout(60)
class ProxiedClientsTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String PICTURE = "/avatars/" + HASH + ".png";
  private static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.2");

  @TempDir private Path data;

  private OriginServer start() {
    return new TestedOrigin(data)
        .with("s3.base-domains", "s3.example.org")
        .with("s3.clients.trusted-proxies", "[127.0.0.1, \"::1\"]")
        .with("s3.clients.forwarded-host", "true")
        .with("s3.clients.requests-per-second", "1")
        .start();
  }

  private static int asked(RawClient client, String... headers) throws IOException {
    return client.ask("GET " + PICTURE + " HTTP/1.1", headers).status();
  }

  @Test
  void refusesAClientThatAsksTooOften() throws IOException {
    try (OriginServer origin = start();
        RawClient hasty = new RawClient(origin.s3Port(), STRANGER);
        RawClient proxy = new RawClient(origin.s3Port())) {
      for (int i = 0; i < 10; i++) {
        assertThat(asked(hasty)).isEqualTo(200);
      }

      RawClient.Reply reply = hasty.ask("GET " + PICTURE + " HTTP/1.1");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).contains("<Code>SlowDown</Code>");
      assertThat(reply.header("Retry-After")).hasValue("1");
      assertThat(hasty.ask("HEAD " + PICTURE + " HTTP/1.1").status()).isEqualTo(503);
      assertThat(asked(hasty, "X-Forwarded-For: 192.0.2.7")).isEqualTo(503);
      assertThat(asked(proxy, "X-Forwarded-For: 127.0.0.2")).isEqualTo(503);
      assertThat(asked(proxy, "X-Forwarded-For: 127.0.0.2, 192.0.2.7")).isEqualTo(200);
      assertThat(asked(proxy)).isEqualTo(200);
    }
  }

  @Test
  void letsPagesReadTheRefusalOfAClientThatAsksTooOften() throws IOException {
    String page = "Origin: https://page.example";
    try (OriginServer origin =
            new TestedOrigin(data)
                .with("s3.clients.requests-per-second", "1")
                .with(
                    "s3.buckets",
                    "[{name: avatars, access: public, cors: [{origins: [https://page.example]}]}]")
                .start();
        RawClient hasty = new RawClient(origin.s3Port())) {
      for (int i = 0; i < 10; i++) {
        assertThat(asked(hasty, page)).isEqualTo(200);
      }

      RawClient.Reply reply = hasty.ask("GET " + PICTURE + " HTTP/1.1", page);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("https://page.example");
      assertThat(reply.header("Vary")).hasValue("Origin");
      assertThat(reply.header("x-amz-bucket-region")).isPresent();
    }
  }

  /** What the request would get that Host alone decides is 403, a bucket that there is not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1 | X-Forwarded-Host: avatars.s3.example.org                       | 200",
        "127.0.0.1 | X-Forwarded-Host: AVATARS.s3.example.org:9000                  | 200",
        "127.0.0.1 | X-Forwarded-Host: avatars.s3.example.org, a.test               | 403",
        "127.0.0.1 | X-Forwarded-Host: a.test!X-Forwarded-Host: avatars.s3.example.org | 403",
        "127.0.0.1 | X-Forwarded-Host:                                              | 403",
        "127.0.0.2 | X-Forwarded-Host: avatars.s3.example.org                       | 403"
      })
  void takesTheHostThatATrustedProxyForwards(String address, String lines, int status)
      throws IOException {
    try (OriginServer origin = start();
        RawClient client = new RawClient(origin.s3Port(), InetAddress.ofLiteral(address.strip()))) {
      RawClient.Reply reply =
          client.ask("GET /" + HASH + ".png HTTP/1.1", lines.strip().replace("!", "\r\n"));

      assertThat(reply.status()).isEqualTo(status);
    }
  }

  @Test
  void believesNobodyUnlessItIsTold() throws IOException {
    try (OriginServer origin =
            new TestedOrigin(data).with("s3.base-domains", "s3.example.org").start();
        RawClient client = new RawClient(origin.s3Port())) {
      String forwarded = "X-Forwarded-Host: avatars.s3.example.org";

      assertThat(client.ask("GET /" + HASH + ".png HTTP/1.1", forwarded).status()).isEqualTo(403);
    }
  }
}
