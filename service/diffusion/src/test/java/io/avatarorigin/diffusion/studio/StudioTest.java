package io.avatarorigin.diffusion.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.diffusion.DrawCancelledException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.Preview;
import io.avatarorigin.diffusion.SchedulerChoice;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StudioTest {
  private static final SchedulerChoice SCHEDULER =
      new SchedulerChoice(SchedulerChoice.DPM_SOLVER_MULTISTEP, false);

  private final FakePainter painter = new FakePainter();
  private Studio studio = new Studio(painter, StudioOptions.sideBySide(1, 4));

  @AfterEach
  void close() {
    painter.takesAllSteps();
    studio.close();
  }

  @Test
  void drawsAndTellsOfItsSteps() throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    painter.takesAllSteps();

    Draw draw = submit(request(7), "one", new Listening(heard));

    assertThat(seed(draw)).isEqualTo(7);
    assertThat(heard).containsExactly("began", "1/2", "2/2");
    assertThat(draw.ahead()).isEmpty();
  }

  @Test
  void letsClientsTakeTurns() throws Exception {
    busy();
    submit(request(1), "many");
    Draw last = submit(request(2), "many");
    Draw few = submit(request(3), "few");
    assertThat(few.ahead()).hasValue(1);
    painter.takesAllSteps();

    seed(last);

    assertThat(painter.runs).containsExactly(List.of(0L), List.of(1L), List.of(3L), List.of(2L));
  }

  @Test
  void refusesWhatIsTooMuch() throws Exception {
    busy();
    for (int i = 0; i < 4; i++) {
      submit(request(i), "one");
    }

    assertThat(studio.submit(request(9), "other", DrawObserver.NONE)).isEmpty();
    assertThat(studio.waiting()).isEqualTo(4);
    assertThat(studio.drawing()).isEqualTo(1);
  }

  @Test
  void refusesAtOnceWhatCannotBeDrawn() {
    assertThatThrownBy(() -> studio.submit(request("", 1, 12), "one", DrawObserver.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesADrawBackBeforeItBegins() throws Exception {
    busy();
    Draw draw = submit(request(1), "one");

    draw.cancel();

    failsAs(draw, DrawCancelledException.class);
    assertThat(studio.waiting()).isZero();
    painter.takesAllSteps();
    studio.close();
    assertThat(painter.runs).containsExactly(List.of(0L));
  }

  @Test
  void endsADrawBetweenSteps() throws Exception {
    Draw draw = busy();

    draw.cancel();
    painter.takesSteps(1);

    failsAs(draw, DrawCancelledException.class);
  }

  @Test
  void drawsTogetherWhatFits() throws Exception {
    togetherWith(3);
    Draw first = busy();
    Draw wide = submit(request("", 1, 16), "one");
    Draw other = submit(request(2), "one");
    Draw third = submit(request(3), "two");
    painter.takesAllSteps();

    assertThat(List.of(seed(first), seed(wide), seed(other), seed(third)))
        .containsExactly(0, 1, 2, 3);
    assertThat(painter.runs).containsExactly(List.of(0L), List.of(1L), List.of(3L, 2L));
  }

  @Test
  void cancelsOneOfThoseThatAreDrawnTogether() throws Exception {
    togetherWith(2);
    busy();
    Draw one = submit(request(1), "one");
    Draw other = submit(request(2), "one");
    painter.takesSteps(FakePainter.STEPS);
    painter.awaitRun();

    one.cancel();
    painter.takesAllSteps();

    failsAs(one, DrawCancelledException.class);
    assertThat(seed(other)).isEqualTo(2);
  }

  @Test
  void anObserverThatFailsEndsItsOwnDrawOnly() throws Exception {
    togetherWith(2);
    busy();
    Draw bad =
        submit(
            request(1),
            "one",
            new DrawObserver() {
              @Override
              public void stepped(int step, int steps, Preview preview) {
                throw new IllegalStateException("test");
              }
            });
    Draw good = submit(request(2), "one");
    Draw worse =
        submit(
            request(3),
            "one",
            new DrawObserver() {
              @Override
              public void began() {
                throw new IllegalStateException("test");
              }
            });
    painter.takesAllSteps();

    failsAs(bad, IllegalStateException.class);
    failsAs(worse, IllegalStateException.class);
    assertThat(seed(good)).isEqualTo(2);
  }

  @Test
  void livesOnWhenThePainterBreaks() throws Exception {
    painter.takesAllSteps();

    failsAs(submit(request("breaks", 1, 8), "one"), OutOfMemoryError.class);
    failsAs(submit(request("forgotten", 1, 8), "one"), IllegalStateException.class);
    assertThat(seed(submit(request(2), "one"))).isEqualTo(2);
    studio.close();
    assertThat(studio.drawing()).isZero();
  }

  @Test
  void isNotClosedByItsOwnObserver() throws Exception {
    Draw draw =
        submit(
            request(1),
            "one",
            new DrawObserver() {
              @Override
              public void began() {
                studio.close(Duration.ZERO);
              }
            });

    assertThatThrownBy(() -> draw.result().get(20, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a studio cannot be closed by what it draws for");
    painter.takesAllSteps();
    assertThat(seed(submit(request(2), "one"))).isEqualTo(2);
  }

  @Test
  void handsBackWhatWaitsAndFinishesWhatIsDrawnWhenItCloses() throws Exception {
    Draw drawn = busy();
    Draw waiting = submit(request(1), "one");
    Thread closing = Thread.startVirtualThread(studio::close);

    failsAs(waiting, DrawCancelledException.class);
    assertThat(studio.submit(request(2), "one", DrawObserver.NONE)).isEmpty();
    painter.takesAllSteps();

    assertThat(seed(drawn)).isZero();
    closing.join();
  }

  @Test
  void endsWhatIsDrawnWhenTheGraceIsOver() throws Exception {
    Draw drawn = busy();
    Thread closing = Thread.startVirtualThread(() -> studio.close(Duration.ofMillis(1)));
    await(drawn::isCancelled);
    painter.takesAllSteps();

    failsAs(drawn, DrawCancelledException.class);
    closing.join();
  }

  @Test
  void endsWhatWaitsForCompanyWhenTheGraceIsOver() throws Exception {
    studio.close();
    studio = new Studio(painter, new StudioOptions(1, 8, 3, Duration.ofHours(1)));
    busy();
    Draw one = submit(request(1), "one");
    Draw other = submit(request(2), "other");
    painter.takesSteps(FakePainter.STEPS);
    await(() -> studio.waiting() == 0);
    Thread closing = Thread.startVirtualThread(() -> studio.close(Duration.ZERO));
    await(() -> one.isCancelled() && other.isCancelled());
    painter.takesAllSteps();

    failsAs(one, DrawCancelledException.class);
    failsAs(other, DrawCancelledException.class);
    closing.join();
  }

  /** Until the test's time is over. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("it did not come to pass");
      }
      Thread.onSpinWait();
    }
  }

  private void togetherWith(int most) {
    studio.close();
    studio = new Studio(painter, StudioOptions.together(most, 8));
  }

  /** A draw of seed 0 that has begun and waits for its first step. */
  private Draw busy() throws InterruptedException {
    Draw draw = submit(request(0), "busy");
    painter.awaitRun();
    return draw;
  }

  private Draw submit(DrawRequest request, String client) {
    return submit(request, client, DrawObserver.NONE);
  }

  private Draw submit(DrawRequest request, String client, DrawObserver observer) {
    return studio.submit(request, client, observer).orElseThrow();
  }

  private static int seed(Draw draw) throws Exception {
    return draw.result().get(20, TimeUnit.SECONDS).picture().rgb()[0];
  }

  private static void failsAs(Draw draw, Class<? extends Throwable> reason) {
    assertThatThrownBy(() -> draw.result().get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(reason);
  }

  private static DrawRequest request(int seed) {
    return request("", seed, 8);
  }

  private static DrawRequest request(String prompt, int seed, int width) {
    return new DrawRequest(prompt, "", seed, FakePainter.STEPS, 1, width, 8, SCHEDULER);
  }

  private record Listening(Queue<String> heard) implements DrawObserver {
    @Override
    public void began() {
      heard.add("began");
    }

    @Override
    public void stepped(int step, int steps, Preview preview) {
      heard.add(step + "/" + steps);
    }
  }
}
