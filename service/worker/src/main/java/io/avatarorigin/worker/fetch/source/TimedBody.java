package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read as it comes and fails when nothing has come for some time, which the JDK's
 * own stream would wait for without end. Read by one thread.
 */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private final Duration patience;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
  private boolean ended;

  /** Guarded by this, as {@link #closed} is: the body may be closed before it begins. */
  private Flow.@Nullable Subscription subscription;

  private boolean closed;

  private sealed interface Event {
    record Bytes(List<ByteBuffer> buffers) implements Event {}

    record Failed(Throwable cause) implements Event {}

    record Ended() implements Event {}
  }

  TimedBody(Duration patience) {
    this.patience = patience;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    if (closed) {
      begun.cancel();
    } else {
      begun.request(1);
    }
  }

  private synchronized void askForMore() {
    if (subscription != null && !closed) {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    events.add(new Event.Bytes(item));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event.Failed(failure));
  }

  @Override
  public void onComplete() {
    events.add(new Event.Ended());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    ByteBuffer buffer = length == 0 ? null : filled();
    if (buffer == null) {
      return length == 0 ? 0 : -1;
    }
    int taken = Math.min(length, buffer.remaining());
    buffer.get(target, offset, taken);
    return taken;
  }

  /** A buffer with bytes in it, or null at the end. */
  private @Nullable ByteBuffer filled() throws IOException {
    while (true) {
      ByteBuffer first = buffers.peek();
      if (first != null && first.hasRemaining()) {
        return first;
      }
      if (first != null) {
        buffers.remove();
      } else if (ended) {
        return null;
      } else {
        take();
      }
    }
  }

  private void take() throws IOException {
    switch (next()) {
      case Event.Bytes(var more) -> {
        buffers.addAll(more);
        askForMore();
      }
      case Event.Failed(var cause) ->
          throw new TransientFailure("the connection broke: " + cause.getMessage(), cause);
      case Event.Ended() -> ended = true;
    }
  }

  private Event next() throws IOException {
    try {
      Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (event == null) {
        close();
        throw new TransientFailure("nothing came for " + patience.toMillis() + " ms");
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    ended = true;
    closed = true;
    buffers.clear();
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
