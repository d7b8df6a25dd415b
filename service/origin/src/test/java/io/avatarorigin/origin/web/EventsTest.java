package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.store.Progress;
import io.avatarorigin.origin.store.StepPreview;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.vocabulary.Hash;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners hear, by a story that the test tells. */
@Timeout(60)
class EventsTest {
  private static final String DIGITS = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final Hash HASH = Hash.parse(DIGITS);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  @Test
  void tellsAPictureFromTheQueueToItsUrl() throws Exception {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open());
        EventClient client = EventClient.open(web.uri("/events/" + DIGITS + "?s=256"))) {
      ToldStory story = web.source.story(HASH);

      story.tell(new Progress.Looking());
      story.tell(new Progress.Queued(OptionalInt.of(2)));
      assertThat(client.next()).contains(event("queued", "{\"position\":3}"));
      story.tell(new Progress.Queued(OptionalInt.of(0)));
      assertThat(client.next()).contains(event("queued", "{\"position\":1}"));
      story.tell(drawing(0));
      assertThat(client.next()).contains(event("step", "{\"step\":0,\"steps\":8}"));
      story.tell(drawing(1));
      assertThat(client.next()).contains(event("step", "{\"step\":1,\"steps\":8}"));
      story.tell(new Progress.Done());
      assertThat(client.next())
          .contains(event("done", "{\"url\":\"/avatar/" + DIGITS + "@256.jpg\"}"));
      assertThat(client.next()).isEmpty();
      assertThat(web.heard()).isEqualTo(WebAnswer.FOLLOWED);
    }
  }

  @Test
  void answersWithAStreamThatNobodyKeepsOrHoldsUp() {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open());
        EventClient client = EventClient.open(web.uri("/events/" + DIGITS))) {
      HttpResponse<?> response = client.response();

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "Content-Type")).isEqualTo("text/event-stream");
      assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
      assertThat(header(response, "X-Accel-Buffering")).isEqualTo("no");
      assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(client.line()).contains("retry: 3000");
    }
  }

  @Test
  void saysAtOnceThatAPictureIsThere() {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      web.source.drawn.add(HASH);
      try (EventClient client = EventClient.open(web.uri("/events/" + DIGITS + ".webp"))) {
        assertThat(client.next())
            .contains(event("done", "{\"url\":\"/avatar/" + DIGITS + "@80.webp\"}"));
        assertThat(client.next()).isEmpty();
      }
      assertThat(web.source.fetched).isEmpty();
    }
  }

  @Test
  void findsAPictureThatAnotherOriginHasDrawn() throws Exception {
    try (RunningWeb web = RunningWeb.start(listening(SHORT, LONG));
        EventClient client = EventClient.open(web.uri("/events/" + DIGITS))) {
      web.source.story(HASH).awaitFollowers(1);

      web.source.drawn.add(HASH);

      assertThat(client.next().map(EventClient.Event::name)).contains("done");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, refused, This hash has no picture here.",
    "QUEUE_FULL, queue_full, Too many pictures are waiting to be drawn.",
    "FAILED, failed, The picture could not be drawn; another try may succeed.",
    "STOPPING, stopping, The origin is stopping; another try may succeed."
  })
  void saysWhyThereIsNoPicture(Progress.Reason reason, String label, String detail) {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open());
        EventClient client = EventClient.open(web.uri("/events/" + DIGITS))) {
      web.source.story(HASH).tell(new Progress.Failed(reason));

      assertThat(client.next())
          .contains(
              event("failed", "{\"reason\":\"%s\",\"detail\":\"%s\"}".formatted(label, detail)));
      assertThat(client.next()).isEmpty();
    }
  }

  @Test
  void namesABarredHashAsSuch() {
    EventClient.Event barred =
        event("failed", "{\"reason\":\"barred\",\"detail\":\"This hash has no picture here.\"}");
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open());
        EventClient client = EventClient.open(web.uri("/events/" + DIGITS))) {
      web.source.barred.add(HASH); // while it is being drawn
      web.source.story(HASH).tell(new Progress.Done());

      assertThat(client.next()).contains(barred);
    }
  }

  @Test
  void sendsWhoHasHeardTheEndAwayForGood() {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      web.source.drawn.add(HASH);
      String lastId;
      try (EventClient client = EventClient.open(web.uri("/events/" + DIGITS))) {
        assertThat(client.next()).isPresent();
        lastId = client.lastId();
      }

      HttpResponse<byte[]> again = web.get("/events/" + DIGITS, "Last-Event-ID", lastId);

      assertThat(again.statusCode()).isEqualTo(204);
    }
  }

  @Test
  void endsAStreamWhosePictureNobodyAsksFor() {
    try (RunningWeb web = RunningWeb.start(listening(SHORT, SHORT))) {
      try (EventClient client = EventClient.open(web.uri("/events/" + DIGITS))) {
        assertThat(client.next()).isEmpty();
        assertThat(client.lastId()).isEqualTo("end");
      }
    }
  }

  @Test
  void showsThatItLivesWhileNothingHappens() {
    try (RunningWeb web = RunningWeb.start(listening(SHORT, LONG));
        EventClient client = EventClient.open(web.uri("/events/" + DIGITS))) {
      assertThat(client.line()).contains("retry: 3000");
      assertThat(client.line()).contains("");
      assertThat(client.line()).contains(": still here");
    }
  }

  @Test
  void noticesWhoHasLeft() throws Exception {
    try (RunningWeb web = RunningWeb.start(listening(SHORT, LONG))) {
      ToldStory story = web.source.story(HASH);
      EventClient client = EventClient.open(web.uri("/events/" + DIGITS));
      story.awaitFollowers(1);

      client.close();

      story.awaitFollowers(0);
      assertThat(web.heard()).isEqualTo(WebAnswer.FOLLOWED);
      assertThat(web.eventStreams()).isZero();
    }
  }

  @Test
  void keepsNoMoreStreamsOpenForAClientThanItMay() {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      try (EventClient first = EventClient.open(web.uri("/events/" + DIGITS));
          EventClient second = EventClient.open(web.uri("/events/" + DIGITS))) {
        assertThat(first.response().statusCode()).isEqualTo(200);
        assertThat(second.response().statusCode()).isEqualTo(200);
        assertThat(web.eventStreams()).isEqualTo(2);

        HttpResponse<byte[]> third = web.get("/events/" + DIGITS);

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(header(third, "Retry-After")).isEqualTo("5");
        assertThat(header(third, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(new String(third.body(), StandardCharsets.UTF_8)).contains("Too many listeners");
        assertThat(web.heard()).isEqualTo(WebAnswer.TOO_MANY_STREAMS);
        web.source.story(HASH).tell(new Progress.Done());
        assertThat(first.next()).isPresent();
        assertThat(first.next()).isEmpty();
        assertThat(second.next()).isPresent();
        assertThat(second.next()).isEmpty();
      }
      assertThat(web.heard()).isEqualTo(WebAnswer.FOLLOWED);
      assertThat(web.heard()).isEqualTo(WebAnswer.FOLLOWED);
      assertThat(web.eventStreams()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"/events/", "/events/abc", "/events/" + DIGITS + ".gif"})
  void followsNothingButPictures(String path) {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      assertThat(web.get(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void answersHeadWithTheHeadAlone() {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      HttpResponse<byte[]> response = web.head("/events/" + DIGITS);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "Content-Type")).isEqualTo("text/event-stream");
      assertThat(response.body()).isEmpty();
      assertThat(web.get("/avatar/" + DIGITS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tellsNothingWhereNobodyMayListen() {
    WebSettings.Events none = new WebSettings.Events(0, 2, LONG, LONG);
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open().events(none))) {
      assertThat(web.get("/events/" + DIGITS).statusCode()).isEqualTo(404);
    }
  }

  private static SettingsFixture listening(Duration silence, Duration unasked) {
    return SettingsFixture.open().events(new WebSettings.Events(4, 2, silence, unasked));
  }

  private static Progress drawing(int step) {
    return new Progress.Drawing(step, 8, StepPreview.NONE);
  }

  private static EventClient.Event event(String name, String data) {
    return new EventClient.Event(name, data);
  }

  private static String header(HttpResponse<?> response, String name) {
    Optional<String> value = response.headers().firstValue(name);
    return value.orElse("");
  }
}
