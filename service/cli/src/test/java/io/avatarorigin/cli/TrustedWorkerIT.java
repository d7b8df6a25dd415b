package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An origin and a worker that show each other certificates, and a token besides. */
class TrustedWorkerIT {
  private static final String HASH = "5bfcf2d8e394674550332640d72db509";
  private static final String KEY = HASH + ".png";

  /** Enough for a page to see some of them, however busy the machine is. */
  private static final String STEPS = "--set=sampler.steps=24";

  private static final Pattern PREVIEW =
      Pattern.compile("event: step\ndata: \\{[^\n]*\"steps\":24,\"preview\":\"([^\"]+)\"");

  private static final String PASSWORD = "password";

  @TempDir Path folder;

  @Test
  void drawsForWhomItKnows() throws Exception {
    make("worker");
    make("origin");
    Path token =
        Files.writeString(folder.resolve("token"), "a-token-of-more-than-sixteen-octets\n");
    try (RunningWorker worker =
        RunningWorker.start(
            folder.resolve("worker"),
            "--set=tls.certificate=" + file("worker.crt"),
            "--set=tls.key=" + file("worker.key"),
            "--set=tls.client-ca=" + file("origin.crt"),
            "--set=token-file=" + token)) {
      worker.awaitReady();
      try (RunningOrigin origin =
              RunningOrigin.start(
                  folder.resolve("origin"),
                  STEPS,
                  "--set=engine.kind=workers",
                  "--set=engine.urls=https://localhost:" + worker.port(),
                  "--set=engine.token-file=" + token,
                  "--set=engine.tls.ca=" + file("worker.crt"),
                  "--set=engine.tls.certificate=" + file("origin.crt"),
                  "--set=engine.tls.key=" + file("origin.key"));
          RunningOrigin embedded = RunningOrigin.start(folder.resolve("embedded"), STEPS)) {
        CompletableFuture<HttpResponse<byte[]>> events =
            origin.sending(origin.web("/events/" + HASH));
        Eventually.holds(
            "a page listens", () -> origin.metric("avatar_origin_web_event_streams") == 1);

        assertThat(origin.avatar(KEY).body()).isEqualTo(embedded.avatar(KEY).body());
        String told = new String(events.join().body(), StandardCharsets.UTF_8);
        Matcher preview = PREVIEW.matcher(told);
        assertThat(preview.find()).as(told).isTrue();
        Answers.decode(Base64.getDecoder().decode(preview.group(1)));
        assertThat(told).contains("event: done");
      }
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** NAME.crt and NAME.key in PEM, by the JDK's keytool. */
  private void make(String name) throws IOException, GeneralSecurityException {
    Path store = file(name + ".p12");
    Application.Ended made =
        Application.run(
            Application.process(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    name,
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=dns:localhost",
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD)));
    assertThat(made.exitCode()).as(made.out()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    pem(name + ".key", "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
  }

  private void pem(String name, String label, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file(name), "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(label, text));
  }
}
