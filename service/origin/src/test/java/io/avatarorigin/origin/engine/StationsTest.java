package io.avatarorigin.origin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.engine.EngineException.Trouble;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StationsTest {
  private final FakeEngine engine = new FakeEngine();
  private long now;
  private final Stations stations = new Stations(() -> now);

  @Test
  void givesTheOneWithTheLeastToDo() {
    Station small = open("small", 2);
    Station large = open("large", 4);

    assertThat(claimed(6)).containsOnly(small, large);
    assertThat(stations.outstanding(small)).isEqualTo(2);
    assertThat(stations.outstanding(large)).isEqualTo(4);
    assertThat(stations.claim(Set.of())).isEmpty();
  }

  @Test
  void takesTurnsAmongEquals() {
    Station one = open("one", 1);
    Station two = open("two", 1);

    Stations.Claim first = claim();
    first.draw(DrawQueueTest.recipe(1), DrawWatch.NONE);
    Stations.Claim second = claim();
    second.draw(DrawQueueTest.recipe(2), DrawWatch.NONE);

    assertThat(Set.of(first.station(), second.station())).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void avoidsStationsWhileThereAreOthers() {
    Station failed = open("failed", 1);
    Station other = open("other", 1);

    assertThat(stations.claim(Set.of(failed)).orElseThrow().station()).isEqualTo(other);
    assertThat(stations.claim(Set.of(failed)).orElseThrow().station()).isEqualTo(failed);
  }

  @Test
  void leavesAloneWhoeverFailsAgainAndAgain() {
    Station station = open("failing", 2);
    fail(Trouble.FAILED);
    fail(Trouble.LOST);
    assertThat(stations.isDoubtful(station)).isFalse();

    fail(Trouble.UNREACHABLE);

    assertThat(stations.isDoubtful(station)).isTrue();
    assertThat(stations.claim(Set.of())).isEmpty();
  }

  @Test
  void triesAgainWithOneDrawAndTrustsWhoDelivers() {
    Station station = open("failing", 2);
    IntStream.range(0, 3).forEach(_ -> fail(Trouble.FAILED));

    pass(Duration.ofSeconds(1));
    Stations.Claim trial = claim();
    assertThat(stations.claim(Set.of())).isEmpty();

    trial.draw(DrawQueueTest.recipe(1), DrawWatch.NONE);
    assertThat(claimed(2)).containsOnly(station);
  }

  @Test
  void restsLongerEachTimeButNeverLongerThanHalfAMinute() {
    open("failing", 1);
    IntStream.range(0, 3).forEach(_ -> fail(Trouble.FAILED));
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      pass(Duration.ofSeconds(seconds).minusNanos(1));
      assertThat(stations.claim(Set.of())).as(seconds + " s").isEmpty();
      pass(Duration.ofNanos(1));
      fail(Trouble.FAILED);
    }
  }

  @Test
  void leavesTheBusyAloneAsLongAsTheyAsk() {
    Station busy = open("busy", 1);
    engine.next(
        () -> {
          throw EngineException.busy("draining", Duration.ofSeconds(5));
        });
    Stations.Claim claim = claim();
    assertThatThrownBy(() -> claim.draw(DrawQueueTest.recipe(1), DrawWatch.NONE))
        .isInstanceOf(EngineException.class);

    assertThat(stations.claim(Set.of())).isEmpty();
    assertThat(stations.isDoubtful(busy)).isFalse();
    pass(Duration.ofSeconds(5));
    assertThat(claim().station()).isEqualTo(busy);
  }

  @Test
  void prefersWhoIsNotInDoubt() {
    Station doubtful = open("doubtful", 4);
    IntStream.range(0, 3).forEach(_ -> fail(Trouble.FAILED));
    pass(Duration.ofSeconds(1));
    Station sound = open("sound", 2);

    assertThat(claimed(2)).containsOnly(sound);
    assertThat(claim().station()).isEqualTo(doubtful);
  }

  private Station open(String name, int places) {
    Station station = Station.remote(name, engine, places);
    stations.open(station);
    return station;
  }

  private Stations.Claim claim() {
    return stations.claim(Set.of()).orElseThrow();
  }

  private Set<Station> claimed(int times) {
    return IntStream.range(0, times)
        .mapToObj(_ -> claim().station())
        .collect(java.util.stream.Collectors.toSet());
  }

  private void fail(Trouble trouble) {
    engine.next(
        () -> {
          throw new EngineException(trouble, "told to fail", null);
        });
    Stations.Claim claim = claim();
    assertThatThrownBy(() -> claim.draw(DrawQueueTest.recipe(1), DrawWatch.NONE))
        .isInstanceOf(EngineException.class);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
