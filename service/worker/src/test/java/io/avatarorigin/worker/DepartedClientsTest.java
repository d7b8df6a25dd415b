package io.avatarorigin.worker;

import static io.avatarorigin.worker.TestedWorker.ENDLESS;
import static io.avatarorigin.worker.TestedWorker.SHORT;
import static io.avatarorigin.worker.TestedWorker.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that go away while they wait, over plain and over TLS connections. */
class DepartedClientsTest {
  private static final String PATH = "/sdapi/v1/txt2img";

  @TempDir Path folder;

  /** A worker, and how raw clients connect to it. */
  private record Served(TestedWorker worker, SocketFactory sockets) implements AutoCloseable {
    RawConnection connect() throws IOException {
      return new RawConnection(sockets, worker.server().port());
    }

    @Override
    public void close() {
      worker.close();
    }
  }

  private Served serve(boolean tls) throws Exception {
    if (!tls) {
      return new Served(TestedWorker.setup().ready(), SocketFactory.getDefault());
    }
    Certificates certificates = new Certificates(folder).make("server", "EC");
    TestedWorker worker =
        TestedWorker.setup()
            .with("tls.certificate", certificates.certificate("server").toString())
            .with("tls.key", certificates.key("server").toString())
            .by(HttpClient.newBuilder().sslContext(certificates.client("server")))
            .ready();
    return new Served(worker, certificates.client("server").getSocketFactory());
  }

  @ParameterizedTest(name = "TLS: {0}")
  @ValueSource(booleans = {false, true})
  void freesThePlacesOfThoseWhoClose(boolean tls) throws Exception {
    try (Served served = serve(tls);
        RawConnection drawing = served.connect();
        RawConnection waiting = served.connect()) {
      TestedWorker worker = served.worker();
      drawing.post(PATH, ENDLESS, "X-Request-Id: drawing");
      worker.awaitDrawing(1, 0);
      waiting.post(PATH, ENDLESS, "X-Request-Id: waiting");
      worker.awaitDrawing(1, 1);

      waiting.leave();

      worker.awaitDrawing(1, 0);
      assertThat(json(worker.get("/v1/draws/waiting")).required("state").textValue())
          .isEqualTo("cancelled");
      assertThat(json(worker.get("/v1/draws/drawing")).required("state").textValue())
          .isEqualTo("drawing");

      drawing.leave();

      worker.awaitDrawing(0, 0);
      assertThat(json(worker.get("/v1/draws/drawing")).required("state").textValue())
          .isEqualTo("cancelled");
      assertThat(worker.metric("avatar_origin_worker_draws_total{outcome=\"cancelled\"}"))
          .isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "TLS: {0}")
  @ValueSource(booleans = {false, true})
  void freesThePlacesOfThoseWhoseConnectionBreaks(boolean tls) throws Exception {
    try (Served served = serve(tls);
        RawConnection client = served.connect()) {
      client.post(PATH, ENDLESS);
      served.worker().awaitDrawing(1, 0);

      client.vanish();

      served.worker().awaitDrawing(0, 0);
    }
  }

  @Test
  void freesThePlacesOfThoseWhoEndTheirOwnDirection() throws Exception {
    try (Served served = serve(false);
        RawConnection client = served.connect()) {
      client.post(PATH, ENDLESS);
      served.worker().awaitDrawing(1, 0);

      client.endRequests();

      served.worker().awaitDrawing(0, 0);
    }
  }

  @ParameterizedTest(name = "TLS: {0}")
  @ValueSource(booleans = {false, true})
  void keepsConnectionsOnWhichItLooked(boolean tls) throws Exception {
    try (Served served = serve(tls);
        RawConnection client = served.connect()) {
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        client.post(PATH, SHORT);
        RawConnection.Reply reply = client.read();
        assertThat(reply.status()).isEqualTo(200);
        bodies.add(reply.body());
      }
      assertThat(bodies).containsOnly(bodies.getFirst());
    }
  }

  @Test
  void losesNothingOfRequestsThatAreSentAhead() throws Exception {
    try (Served served = serve(false);
        RawConnection client = served.connect()) {
      String head = "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ";
      String rest = "\r\nContent-Length: " + SHORT.length() + "\r\n\r\n" + SHORT;
      client.post(PATH, ENDLESS, "X-Request-Id: first");
      served.worker().awaitDrawing(1, 0);

      client.write(head + "second" + rest + head + "third" + rest.substring(0, 9));
      client.write(rest.substring(9));
      served.worker().send("DELETE", "/v1/draws/first", Optional.empty()).join();

      assertThat(client.read().head()).contains("x-request-id: first");
      RawConnection.Reply second = client.read();
      RawConnection.Reply third = client.read();
      assertThat(second.head()).contains("x-request-id: second");
      assertThat(third.head()).contains("x-request-id: third");
      assertThat(second.body()).isEqualTo(third.body());
    }
  }

  @Test
  void answersAtOnceWhenThePictureIsThere() throws Exception {
    try (Served served = serve(false);
        RawConnection client = served.connect()) {
      client.post(PATH, SHORT); // the first one warms what answers
      client.read();
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 10; i++) {
        long begin = System.nanoTime();
        client.post(PATH, SHORT);
        assertThat(client.read().status()).isEqualTo(200);
        best = Math.min(best, System.nanoTime() - begin);
      }
      assertThat(best).as("nanoseconds of a draw of some milliseconds").isLessThan(100_000_000);
    }
  }
}
