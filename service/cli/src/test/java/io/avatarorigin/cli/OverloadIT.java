package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.web.access.SigningKey;
import io.avatarorigin.origin.web.access.UrlSigner;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One drawer that takes its time, a queue of one, no patience, and few who may cause a draw. */
class OverloadIT {
  private static final String SIGNING_KEY = "sixteen bytes or more";
  private static final UrlSigner SIGNER =
      UrlSigner.of(List.of(SigningKey.of(SIGNING_KEY.getBytes(StandardCharsets.UTF_8))));

  @TempDir private static Path folder;
  private static RunningOrigin origin;

  @BeforeAll
  static void start() {
    origin =
        RunningOrigin.start(
            folder.resolve("data"),
            "--set=engine.drawers=1",
            "--set=engine.queue=1",
            "--set=sampler.steps=40",
            "--set=s3.buckets=[{name: avatars, access: public, wait: 1ms},"
                + " {name: patient, access: public, wait: 2m}]",
            "--set=web.access=signed",
            "--set=web.signing-keys=[" + SIGNING_KEY + "]",
            "--set=web.wait=2m",
            "--set=web.budgets.client-per-day=1");
  }

  @AfterAll
  static void stop() {
    origin.close();
  }

  @AfterEach
  void drawWhatIsLeft() {
    Eventually.holds("an idle queue", () -> origin.queueDepth() == 0);
  }

  @Test
  void asksToComeBackAndHasThePictureThen() {
    int before = origin.draws();
    String key = "10000000000000000000000000000001.png";

    HttpResponse<byte[]> early = origin.avatar(key);

    Answers.s3Error(early, 503, "ServiceUnavailable");
    Answers.retryAfter(early);
    Eventually.holds("the draw's end", () -> origin.draws() == before + 1);
    Eventually.holds("the picture", () -> origin.avatar(key).statusCode() == 200);
    Answers.picture(origin.avatar(key));
    assertThat(origin.draws()).isEqualTo(before + 1);
  }

  @Test
  void refusesWhatDoesNotFitInTheQueueAndServesHitsAllTheSame() {
    String warm = "20000000000000000000000000000000.png";
    Answers.picture(origin.get(origin.s3("/patient/" + warm)));

    List<CompletableFuture<HttpResponse<byte[]>>> asked =
        IntStream.rangeClosed(1, 12)
            .mapToObj(i -> origin.sending(origin.s3("/avatars/%032x.png".formatted(i))))
            .toList();
    Answers.picture(origin.get(origin.s3("/patient/" + warm)));
    List<HttpResponse<byte[]>> answers = asked.stream().map(CompletableFuture::join).toList();

    assertThat(answers)
        .anySatisfy(answer -> Answers.s3Error(answer, 503, "SlowDown"))
        .anySatisfy(answer -> Answers.s3Error(answer, 503, "ServiceUnavailable"))
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(503);
              Answers.retryAfter(answer);
            });
  }

  @Test
  void drawsForSignedLinksWithinTheBudgetAndShowsWhatIsDrawnToEverybody() {
    int before = origin.draws();
    String path = "/avatar/30000000000000000000000000000001";
    String other = "/avatar/30000000000000000000000000000002";

    Answers.webError(origin.get(origin.web(path)), 403);
    Answers.webError(origin.get(origin.web(signed(path, -1))), 403);
    Answers.webError(origin.get(origin.web(signed(path, 300).replace(path, other))), 403);
    Answers.webError(origin.get(origin.web(path + "?d=404")), 404);
    Answers.substitute(origin.get(origin.web(path + "?d=retro")));
    assertThat(origin.draws() + origin.queueDepth()).isEqualTo(before);

    Answers.picture(origin.get(origin.web(signedByCommand(path))));
    Answers.picture(origin.get(origin.web(path)));
    assertThat(origin.draws()).isEqualTo(before + 1);

    URI overBudget = origin.web(signed(other, 300));
    HttpResponse<byte[]> refused = origin.get(overBudget);
    Answers.webError(refused, 429);
    assertThat(Integer.parseInt(Answers.header(refused, "Retry-After"))).isPositive();
    Answers.substitute(origin.get(origin.web(signed(other + "?d=wavatar", 300))));
    assertThat(origin.draws() + origin.queueDepth()).isEqualTo(before + 1);
  }

  /** As whoever embeds the picture has it from the packaged program. */
  private static String signedByCommand(String path) {
    Application.Ended ended =
        Application.run(
            Application.command(
                folder, "sign", "--set=web.signing-keys=[" + SIGNING_KEY + "]", path));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return ended.out().strip();
  }

  private static String signed(String path, int secondsFromNow) {
    return SIGNER.sign(path, Instant.now().plus(Duration.ofSeconds(secondsFromNow)));
  }
}
