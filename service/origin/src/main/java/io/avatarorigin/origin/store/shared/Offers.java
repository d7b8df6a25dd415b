package io.avatarorigin.origin.store.shared;

import io.avatarorigin.vocabulary.Hash;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Offers what was drawn here to the bucket: at once, when the bucket is back, or once there is one.
 */
final class Offers {
  /** Fewer than draw at once would be a queue of finished pictures. */
  static final int THREADS = 8;

  private static final int MOST_WAITING = 1000;

  /** What is offered before others get their turn again. */
  private static final int OFFERS_A_ROUND = 200;

  private final Exchange exchange;
  private final Breaker breaker;
  private final Backlog backlog;
  private final EarlierPortraits earlier;
  private final SharedTier.Parts parts;
  private final Workers workers = new Workers("shared-offer", THREADS, MOST_WAITING);

  /** Barred hashes whose portraits are still to be taken away; the process' end forgets them. */
  private final Set<Hash> unwanted = ConcurrentHashMap.newKeySet();

  private final ConcurrentMap<Hash, CompletableFuture<Optional<Lookup.Here>>> running =
      new ConcurrentHashMap<>();

  /** What is still to be offered when this begins. */
  record Due(Backlog backlog, EarlierPortraits earlier) {}

  Offers(Exchange exchange, Breaker breaker, Due due, SharedTier.Parts parts) {
    this.exchange = exchange;
    this.breaker = breaker;
    this.backlog = due.backlog();
    this.earlier = due.earlier();
    this.parts = parts;
  }

  /** Returns at once; completes with another's portrait where that stands, never exceptionally. */
  CompletableFuture<Optional<Lookup.Here>> settle(Hash hash, Supplier<SharedPicture> ours) {
    CompletableFuture<Optional<Lookup.Here>> answer = new CompletableFuture<>();
    running.put(hash, answer);
    if (!breaker.isClosed() || !workers.start(() -> offer(hash, ours, answer))) {
      parts.listener().accept(SharedOutcome.SKIPPED);
      putOff(hash, answer);
    }
    return answer;
  }

  private void offer(
      Hash hash, Supplier<SharedPicture> ours, CompletableFuture<Optional<Lookup.Here>> answer) {
    try {
      if (!breaker.isClosed()) {
        parts.listener().accept(SharedOutcome.SKIPPED);
        return;
      }
      switch (exchange.offer(hash, ours.get())) {
        case Settlement.Ours _ -> answer.complete(Optional.empty());
        case Settlement.Theirs(Lookup.Here theirs) -> answer.complete(Optional.of(theirs));
        case Settlement.Open _ -> {}
      }
    } finally {
      putOff(hash, answer); // without effect where it is settled
    }
  }

  /**
   * Ours stands for now; noted before anybody hears of it, so that no end of the process loses it.
   */
  private void putOff(Hash hash, CompletableFuture<Optional<Lookup.Here>> answer) {
    if (!answer.isDone()) {
      backlog.add(hash);
      answer.complete(Optional.empty());
    }
    running.remove(hash, answer);
  }

  /** Takes away what is shared of a hash that was barred just now, as far as that can be done. */
  void forget(Hash hash) {
    unwanted.add(hash);
    boolean _ = startRemoval(hash);
  }

  /** Returns whether there was room for it; what there was none for, waits for the next round. */
  private boolean startRemoval(Hash hash) {
    return workers.start(
        () -> {
          if (exchange.remove(hash)) {
            unwanted.remove(hash);
          }
        });
  }

  /** On a background thread: probes an open breaker, and offers what is still to be offered. */
  void tend() {
    boolean probing = breaker.takeProbe();
    List<Hash> waiting = backlog.all();
    for (Hash hash : waiting.subList(0, Math.min(waiting.size(), OFFERS_A_ROUND))) {
      if (workers.isClosing() || !(probing || breaker.isClosed())) {
        return;
      }
      if (offerAgain(hash)) {
        probing = false;
      }
    }
    if (probing) { // nothing of what waits could be offered
      exchange.probe();
    }
    if (breaker.isClosed()) {
      boolean _ = unwanted.stream().limit(OFFERS_A_ROUND).allMatch(this::startRemoval);
    }
    offerEarlier(OFFERS_A_ROUND - waiting.size());
  }

  /** Each goes by way of the backlog, which keeps it until it is settled. */
  private void offerEarlier(int most) {
    Optional<Hash> last = Optional.empty();
    for (Hash hash : next(most)) {
      if (workers.isClosing() || !breaker.isClosed()) {
        break;
      }
      backlog.add(hash);
      settleEarlier(hash);
      last = Optional.of(hash);
    }
    last.ifPresent(earlier::passed);
  }

  /** It may well be shared already, so it is looked for before it is sent. */
  private void settleEarlier(Hash hash) {
    switch (exchange.find(hash)) {
      case Lookup.Here theirs -> ours(hash).ifPresent(ours -> take(hash, ours, theirs));
      case Lookup.Absent _ -> {
        boolean _ = offerAgain(hash);
      }
      case Lookup.Foreign _ -> backlog.remove(hash);
      case Lookup.Unknown _ -> {} // it stays in the backlog
    }
  }

  private List<Hash> next(int most) {
    if (workers.isClosing() || !breaker.isClosed()) {
      return List.of();
    }
    try {
      return earlier.next(parts.local(), most);
    } catch (UncheckedIOException e) {
      return List.of(); // reported already; the next round tries again
    }
  }

  /** Returns whether the bucket was asked. */
  private boolean offerAgain(Hash hash) {
    if (parts.local().isInTheMaking(hash)) {
      backlog.postpone(hash);
      return false;
    }
    Optional<SharedPicture> ours = ours(hash);
    if (ours.isEmpty()) {
      return false;
    }
    switch (exchange.offer(hash, ours.get())) {
      case Settlement.Ours _ -> backlog.remove(hash);
      case Settlement.Theirs(Lookup.Here theirs) -> take(hash, ours.get(), theirs);
      case Settlement.Open _ -> backlog.postpone(hash);
    }
    return true;
  }

  /** What is barred, damaged or swept nobody has any more; a disk that fails may give it later. */
  private Optional<SharedPicture> ours(Hash hash) {
    try {
      Optional<SharedPicture> ours = parts.local().read(hash);
      if (ours.isEmpty()) {
        backlog.remove(hash);
      }
      return ours;
    } catch (UncheckedIOException e) { // reported already
      backlog.postpone(hash);
      return Optional.empty();
    }
  }

  private void take(Hash hash, SharedPicture ours, Lookup.Here theirs) {
    if (!theirs.picture().isSameAs(ours)) {
      parts.local().replace(hash, theirs);
    }
    backlog.remove(hash);
  }

  /** Ends all offers by then, those that are not done by putting them off. */
  void drain(long deadline) {
    if (!workers.drain(deadline)) {
      running.forEach(this::putOff);
    }
  }

  void stop() {
    workers.stop();
  }
}
