package io.avatarorigin.origin.web.events;

import io.avatarorigin.origin.client.ClientNetwork;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** How many streams are open, of each client and in all. Safe for use by many threads. */
public final class StreamCount {
  private final int most;
  private final int mostPerClient;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}, as is what follows. */
  private final Map<ClientNetwork, Integer> byClient = new HashMap<>();

  private int open;

  public StreamCount(int most, int mostPerClient) {
    this.most = most;
    this.mostPerClient = mostPerClient;
  }

  /** One open stream. */
  public final class Seat implements AutoCloseable {
    private final ClientNetwork client;

    private Seat(ClientNetwork client) {
      this.client = client;
    }

    /** To be called once. */
    @Override
    public void close() {
      lock.lock();
      try {
        open--;
        byClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
      } finally {
        lock.unlock();
      }
    }
  }

  /** Opens one, unless there are too many. */
  public Optional<Seat> open(ClientNetwork client) {
    lock.lock();
    try {
      if (open >= most || byClient.getOrDefault(client, 0) >= mostPerClient) {
        return Optional.empty();
      }
      open++;
      byClient.merge(client, 1, Integer::sum);
      return Optional.of(new Seat(client));
    } finally {
      lock.unlock();
    }
  }

  /** How many are open. */
  public int open() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }
}
