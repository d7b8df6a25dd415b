package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StopSignalsTest {
  private final List<Integer> halts = new CopyOnWriteArrayList<>();
  private final StopSignals signals = new StopSignals(halts::add);

  @Test
  void endsTheProcessAtOnceWhereNobodyExpectsASignal() {
    signals.receive(2);

    assertThat(halts).containsExactly(130);
  }

  @Test
  void handsTheFirstSignalToWhoeverExpectsItAndEndsTheProcessAtTheSecond() {
    CompletableFuture<Integer> stop = signals.expect();

    signals.receive(15);
    signals.receive(2);

    assertThat(stop).isCompletedWithValue(143);
    assertThat(halts).containsExactly(130);
  }
}
