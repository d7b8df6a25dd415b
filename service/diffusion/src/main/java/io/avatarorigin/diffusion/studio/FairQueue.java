package io.avatarorigin.diffusion.studio;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * A bounded queue that serves its clients in turns: who has asked for a hundred pictures delays
 * somebody who asks for one by one picture at most. Each client's own items are served in order.
 * Safe for use by several threads.
 */
final class FairQueue<T> {
  private final int capacity;
  private final Consumer<? super T> onTaken;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The clients that wait, whose turn is next first; none has an empty line. */
  private final SequencedMap<String, ArrayDeque<T>> lines = new LinkedHashMap<>();

  private int size;
  private boolean closed;

  /**
   * @param capacity how many items may wait
   * @param onTaken is told of each item in the moment that it leaves the queue for a taker, so that
   *     an item is at any time either waiting or known to have been taken
   */
  FairQueue(int capacity, Consumer<? super T> onTaken) {
    this.capacity = capacity;
    this.onTaken = onTaken;
  }

  /** Adds an item, unless the queue is full or closed. */
  boolean offer(String client, T item) {
    lock.lock();
    try {
      if (closed || size == capacity) {
        return false;
      }
      lines.computeIfAbsent(client, _ -> new ArrayDeque<>()).addLast(item);
      size++;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an item and takes it, together with others that fit it. Once there are two, more are
   * waited for within the window; nobody who is alone waits for company.
   *
   * @param most how many to take
   * @param fits whether the second may be taken with the first
   * @return nothing when the queue is closed and empty
   */
  List<T> take(int most, BiPredicate<T, T> fits, Duration window) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (size == 0) {
        if (closed) {
          return List.of();
        }
        changed.await();
      }
      List<T> taken = new ArrayList<>(most);
      taken.add(takeNext());
      takeFitting(taken, most, fits);
      if (taken.size() > 1) {
        long left = window.toNanos();
        while (taken.size() < most && !closed && left > 0) {
          left = changed.awaitNanos(left);
          takeFitting(taken, most, fits);
        }
      }
      if (size > 0) {
        changed.signalAll(); // for other takers, should the signal have come to this one alone
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes an item back; false when it has been taken. */
  boolean remove(String client, T item) {
    lock.lock();
    try {
      ArrayDeque<T> line = lines.get(client);
      if (line == null || !line.remove(item)) {
        return false;
      }
      size--;
      if (line.isEmpty()) {
        lines.remove(client);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** How many items will be served before this one, as far as can be told; empty when taken. */
  OptionalInt ahead(String client, T item) {
    lock.lock();
    try {
      ArrayDeque<T> line = lines.get(client);
      int place = line == null ? -1 : new ArrayList<>(line).indexOf(item);
      if (place < 0) {
        return OptionalInt.empty();
      }
      int ahead = place;
      boolean earlier = true;
      for (Map.Entry<String, ArrayDeque<T>> other : lines.entrySet()) {
        if (other.getKey().equals(client)) {
          earlier = false;
        } else {
          ahead += Math.min(other.getValue().size(), earlier ? place + 1 : place);
        }
      }
      return OptionalInt.of(ahead);
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more in, and hands back what waits. */
  List<T> close() {
    lock.lock();
    try {
      closed = true;
      List<T> waiting = lines.values().stream().flatMap(ArrayDeque::stream).toList();
      lines.clear();
      size = 0;
      changed.signalAll();
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private T takeNext() {
    Map.Entry<String, ArrayDeque<T>> first = lines.pollFirstEntry();
    T item = first.getValue().removeFirst();
    if (!first.getValue().isEmpty()) {
      lines.putLast(first.getKey(), first.getValue());
    }
    size--;
    onTaken.accept(item);
    return item;
  }

  /** In turns as well, past items that do not fit; those keep their places. */
  private void takeFitting(List<T> taken, int most, BiPredicate<T, T> fits) {
    boolean found = true;
    while (found && taken.size() < most) {
      found = false;
      for (Map.Entry<String, ArrayDeque<T>> line : List.copyOf(lines.entrySet())) {
        if (taken.size() < most && takeFitting(line.getKey(), line.getValue(), taken, fits)) {
          found = true;
        }
      }
    }
  }

  private boolean takeFitting(
      String client, ArrayDeque<T> line, List<T> taken, BiPredicate<T, T> fits) {
    for (Iterator<T> items = line.iterator(); items.hasNext(); ) {
      T item = items.next();
      if (fits.test(taken.getFirst(), item)) {
        items.remove();
        size--;
        onTaken.accept(item);
        taken.add(item);
        lines.remove(client);
        if (!line.isEmpty()) {
          lines.putLast(client, line);
        }
        return true;
      }
    }
    return false;
  }
}
