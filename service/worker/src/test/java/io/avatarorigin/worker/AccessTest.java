package io.avatarorigin.worker;

import static io.avatarorigin.worker.TestedWorker.SHORT;
import static io.avatarorigin.worker.TestedWorker.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.worker.http.UnusableFileException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, by token and by certificate. */
class AccessTest {
  private static final String TOKEN = "a-token-of-26-letters-----";
  private static final String OTHER = "another-token-of-letters--";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/worker",
        "/v1/models",
        "/sdapi/v1/samplers",
        "/v1/draws/x",
        "/v1/draws/x/events",
        "/no/such/path"
      })
  void asksForATokenEverywhere(String path) {
    try (TestedWorker worker = TestedWorker.setup().with("token", TOKEN).start()) {
      HttpResponse<byte[]> refused = worker.get(path);

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(status(worker, path, "Bearer " + TOKEN + "x")).isEqualTo(401);
      assertThat(status(worker, path, "Basic " + TOKEN)).isEqualTo(401);
      assertThat(status(worker, path, TOKEN)).isEqualTo(401);
      assertThat(status(worker, path, "Bearer ")).isEqualTo(401);
      assertThat(status(worker, path, "Bearer " + TOKEN)).isNotEqualTo(401);
      assertThat(status(worker, path, "bearer  " + TOKEN)).isNotEqualTo(401);
    }
  }

  @Test
  void drawsForWhoHasTheToken() {
    try (TestedWorker worker =
        TestedWorker.setup()
            .with("token", TOKEN)
            .sending("Authorization", "Bearer " + TOKEN)
            .ready()) {
      assertThat(worker.post("/sdapi/v1/txt2img", SHORT).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesLargeBodiesOfStrangersWithoutReadingThem() throws IOException {
    try (TestedWorker worker = TestedWorker.setup().with("token", TOKEN).start();
        RawConnection client = new RawConnection(worker.server().port())) {
      client.write(
          "POST /sdapi/v1/txt2img HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n{");

      RawConnection.Reply reply = client.read();

      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.head()).contains("connection: close");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void readsTokensAgainWhenTheirFileChanges() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    try (TestedWorker worker = TestedWorker.setup().with("token-file", file.toString()).start()) {
      assertThat(status(worker, "/v1/worker", "Bearer " + TOKEN)).isEqualTo(200);

      Files.writeString(file, "\n" + TOKEN + "\n  " + OTHER + "\n");
      TestedWorker.eventually(
          "the second token is taken",
          () -> status(worker, "/v1/worker", "Bearer " + OTHER) == 200);
      assertThat(status(worker, "/v1/worker", "Bearer " + TOKEN)).isEqualTo(200);

      Files.writeString(file, OTHER);
      TestedWorker.eventually(
          "the first token is forgotten",
          () -> status(worker, "/v1/worker", "Bearer " + TOKEN) == 401);

      Files.writeString(file, "short");
      assertThat(status(worker, "/v1/worker", "Bearer " + OTHER)).isEqualTo(200);
      assertThat(status(worker, "/v1/worker", "Bearer short")).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n \n", "short-token\n", "short-token and much else", "short-token-ä----"})
  void saysWhatIsWrongWithAFileOfTokens(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), content);
    TestedWorker.Setup setup = TestedWorker.setup().with("token-file", file.toString());

    assertThatThrownBy(setup::start)
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("short-token");
  }

  @Test
  void asksClientsForTheirCertificate() throws Exception {
    Certificates certificates =
        new Certificates(folder).make("server", "EC").make("client", "EC").make("stranger", "EC");
    try (TestedWorker worker =
        mutual(certificates, certificates.client("server", "client")).ready()) {
      assertThat(worker.post("/sdapi/v1/txt2img", SHORT).statusCode()).isEqualTo(200);
      for (SSLContext refused :
          new SSLContext[] {
            certificates.client("server"), certificates.client("server", "stranger")
          }) {
        try (RawConnection client =
            new RawConnection(refused.getSocketFactory(), worker.server().port())) {
          assertThatThrownBy(
                  () -> {
                    client.write("GET /v1/worker HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    client.read();
                  })
              .isInstanceOf(IOException.class);
        }
      }
      assertThat(worker.get("/v1/worker").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void showsANewCertificateWhenTheFilesChange() throws Exception {
    Certificates certificates = new Certificates(folder).make("server", "EC").make("next", "EC");
    byte[] first = Files.readAllBytes(certificates.certificate("server"));
    try (TestedWorker worker =
        TestedWorker.setup()
            .with("tls.certificate", certificates.certificate("server").toString())
            .with("tls.key", certificates.key("server").toString())
            .by(HttpClient.newBuilder().sslContext(certificates.client("next")))
            .start()) {
      assertThatThrownBy(() -> worker.get("/v1/worker")).isInstanceOf(CompletionException.class);

      Files.copy(
          certificates.certificate("next"),
          certificates.certificate("server"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.copy(
          certificates.key("next"),
          certificates.key("server"),
          StandardCopyOption.REPLACE_EXISTING);

      TestedWorker.eventually("the next certificate is shown", () -> answers(worker));
      HttpResponse<byte[]> answer = worker.get("/v1/worker");
      Optional<SSLSession> session = answer.sslSession();
      assertThat(session.orElseThrow().getPeerCertificates()[0].getEncoded()).isNotEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void refusesAKeyOfAnotherCertificate(String algorithm) throws Exception {
    Certificates certificates =
        new Certificates(folder).make("server", algorithm).make("other", algorithm);
    TestedWorker.Setup setup =
        TestedWorker.setup().with("tls.key", certificates.key("server").toString());

    assertThatThrownBy(
            () ->
                setup.with("tls.certificate", certificates.certificate("other").toString()).start())
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("do not fit");
    setup.with("tls.certificate", certificates.certificate("server").toString()).start().close();
  }

  @Test
  void saysWhatIsWrongWithAKeyAndDoesNotQuoteIt() throws Exception {
    Certificates certificates = new Certificates(folder).make("server", "EC");
    Files.writeString(
        certificates.key("server"),
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----\n");
    TestedWorker.Setup setup =
        TestedWorker.setup()
            .with("tls.certificate", certificates.certificate("server").toString())
            .with("tls.key", certificates.key("server").toString());

    assertThatThrownBy(setup::start)
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining(certificates.key("server").toString())
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void tellsOpenAisClientsInTheirWords() {
    try (TestedWorker worker = TestedWorker.setup().with("token", TOKEN).start()) {
      HttpResponse<byte[]> refused = worker.post("/v1/images/generations", "{}");

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(json(refused).at("/error/code").textValue()).isEqualTo("invalid_api_key");
    }
  }

  private static TestedWorker.Setup mutual(Certificates certificates, SSLContext client) {
    return TestedWorker.setup()
        .with("tls.certificate", certificates.certificate("server").toString())
        .with("tls.key", certificates.key("server").toString())
        .with("tls.client-ca", certificates.certificate("client").toString())
        .by(HttpClient.newBuilder().sslContext(client));
  }

  private static boolean answers(TestedWorker worker) {
    try {
      return worker.get("/v1/worker").statusCode() == 200;
    } catch (CompletionException e) {
      return false;
    }
  }

  private static int status(TestedWorker worker, String path, String authorization) {
    return worker
        .send("GET", path, Optional.empty(), "Authorization", authorization)
        .join()
        .statusCode();
  }
}
