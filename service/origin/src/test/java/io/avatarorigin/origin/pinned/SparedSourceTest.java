package io.avatarorigin.origin.pinned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SparedSourceTest {
  private final FakePinnedSource source = new FakePinnedSource().with("a", "1");
  private final AtomicLong now = new AtomicLong();
  private final SparedSource spared = new SparedSource(source, now::get);
  private final PinnedFile file = source.list().getFirst();

  @Test
  void leavesTheSourceAloneAfterFailuresInARow() {
    failThreeTimes();
    source.comesBack();

    assertThatThrownBy(() -> spared.read(file)).hasMessageContaining("left alone for 5 s");
    assertThat(source.reads).hasValue(0);
    now.addAndGet(SparedSource.REST.toNanos());
    assertThat(spared.read(file)).isPresent();
    assertThat(spared.read(file)).isPresent();
  }

  @Test
  void restsAgainAfterOneMoreFailure() {
    failThreeTimes();
    now.addAndGet(SparedSource.REST.toNanos());

    assertThatThrownBy(() -> spared.read(file)).hasMessage("out of reach");

    assertThatThrownBy(() -> spared.read(file)).hasMessageContaining("left alone");
  }

  @Test
  void asksAgainOnceAListingHasWorked() {
    failThreeTimes();
    source.comesBack();

    spared.list();

    assertThat(spared.read(file)).isPresent();
  }

  private void failThreeTimes() {
    source.goesOut();
    for (int read = 0; read < 3; read++) {
      assertThatThrownBy(() -> spared.read(file)).hasMessage("out of reach");
    }
  }
}
