package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class LoadsTest {
  private final Loads<String, String> loads = new Loads<>(100, String::length);

  @Test
  void loadsOnceForAllWhoAsk() {
    CompletableFuture<String> loading = new CompletableFuture<>();

    CompletableFuture<String> first = loads.load("a", key -> loading);
    CompletableFuture<String> second =
        loads.load("a", key -> CompletableFuture.completedFuture("another"));
    loading.complete("one");

    assertThat(first).isCompletedWithValue("one");
    assertThat(second).isCompletedWithValue("one");
    assertThat(loads.known("a")).contains("one");
  }

  @Test
  void keepsNoFailureAndTellsItsCause() {
    IllegalStateException cause = new IllegalStateException("test");

    CompletableFuture<String> failed =
        loads.load("a", key -> CompletableFuture.failedFuture(new CompletionException(cause)));

    assertThat(failed.exceptionNow()).isSameAs(cause);
    assertThat(loads.known("a")).isEmpty();
    assertThat(loads.load("a", key -> CompletableFuture.completedFuture("one")))
        .isCompletedWithValue("one");
  }

  @Test
  void forgetsWhatItIsTold() {
    loads.keep("a", "one");
    loads.keep("b", "two");

    loads.forgetIf("a"::equals);

    assertThat(loads.known("a")).isEmpty();
    assertThat(loads.known("b")).contains("two");
  }
}
