package io.avatarorigin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
  private final Opened opened = new Opened();
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesInReverseOrderAndOnce() {
    opened.add(() -> closed.add("first"));
    opened.add(() -> closed.add("second"));

    opened.close();
    opened.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void closesTheRestWhenSomethingCannotBeClosed() {
    IllegalStateException stuck = new IllegalStateException("stuck");
    opened.add(() -> closed.add("first"));
    opened.add(
        () -> {
          throw stuck;
        });

    assertThatThrownBy(opened::close).isSameAs(stuck);
    assertThat(closed).containsExactly("first");
  }

  @Test
  void closesWhatWasOpenedWhenAStartFails() {
    IllegalStateException failure = new IllegalStateException("cannot start");
    IllegalStateException stuck = new IllegalStateException("stuck");

    assertThatThrownBy(
            () ->
                Opened.start(
                    it -> {
                      it.add(() -> closed.add("first"));
                      it.add(
                          () -> {
                            throw stuck;
                          });
                      throw failure;
                    }))
        .isSameAs(failure)
        .hasSuppressedException(stuck);
    assertThat(closed).containsExactly("first");
  }

  @Test
  void closesNothingWhenAStartSucceeds() {
    String started =
        Opened.start(
            it -> {
              it.add(() -> closed.add("first"));
              return "started";
            });

    assertThat(started).isEqualTo("started");
    assertThat(closed).isEmpty();
  }
}
