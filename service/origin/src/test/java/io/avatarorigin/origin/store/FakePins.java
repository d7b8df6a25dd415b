package io.avatarorigin.origin.store;

import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Pins whose pictures are of one shade of grey, which a test decides. */
final class FakePins implements PinnedPortraits {
  static final Instant CHANGED_AT = Instant.parse("2026-03-04T05:06:07Z");

  /** As a pin's shade: a file that is no picture. */
  static final int BROKEN = -1;

  private final Map<Hash, Integer> shades = new ConcurrentHashMap<>();
  private final Set<Hash> changed = ConcurrentHashMap.newKeySet();
  private final Semaphore permits = new Semaphore(1_000_000);
  private volatile boolean unreachable;

  final AtomicInteger decoded = new AtomicInteger();
  final CountDownLatch firstDecode = new CountDownLatch(1);

  void pin(Hash hash, int shade) {
    shades.put(hash, shade);
    changed.add(hash);
  }

  void unpin(Hash hash) {
    shades.remove(hash);
    changed.add(hash);
  }

  /** Decoding blocks from now on, until released. */
  void held() {
    permits.drainPermits();
  }

  void release() {
    permits.release(1_000_000);
  }

  void unreachable() {
    unreachable = true;
  }

  @Override
  public Optional<Pin> of(Hash hash) {
    return Optional.ofNullable(shades.get(hash))
        .map(shade -> new Pin(hash, "%016x".formatted(shade & 0xFFFF), CHANGED_AT));
  }

  @Override
  public byte[] read(Pin pin) {
    if (unreachable) {
      throw new PinException(PinException.Reason.UNREACHABLE, "out of reach");
    }
    if (!of(pin.hash()).equals(Optional.of(pin))) {
      throw new PinException(PinException.Reason.CHANGED, "changed");
    }
    return new byte[] {shades.get(pin.hash()).byteValue()};
  }

  @Override
  public Raster decode(Pin pin, byte[] file) {
    decoded.incrementAndGet();
    firstDecode.countDown();
    permits.acquireUninterruptibly();
    if (file[0] == BROKEN) {
      throw new PinException(PinException.Reason.BROKEN, "no picture");
    }
    byte[] rgb = new byte[16 * 16 * 3];
    Arrays.fill(rgb, file[0]);
    return new Raster(16, 16, rgb);
  }

  @Override
  public Set<Hash> takeChanged() {
    Set<Hash> taken = new HashSet<>(changed);
    changed.removeAll(taken);
    return taken;
  }
}
