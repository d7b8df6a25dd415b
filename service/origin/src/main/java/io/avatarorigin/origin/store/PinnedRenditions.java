package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The renditions of pinned portraits, in memory and on disk. Each is kept under the edition of its
 * pin, so that none outlives it: what is still being encoded when a pin changes lands where nobody
 * looks any more. Drawn pictures of the same hash lie elsewhere and come back with the pin's end.
 */
final class PinnedRenditions {
  private static final int ENTRY_BYTES = 256;

  /** How many files are held in memory at once to be decoded. */
  private static final int MOST_LOADS = 4;

  /** A pin that changes more often than this while one request asks for it is waited for. */
  private static final int MOST_EDITIONS = 3;

  private final DiskStore disk;
  private final PinnedPortraits pins;
  private final int quality;
  private final EncodeQueue encoders;
  private final Executor decoder;
  private final Semaphore loads = new Semaphore(MOST_LOADS);
  private final Loads<Pin, Raster> portraits;
  private final Loads<Edition, Rendition> memory;

  PinnedRenditions(
      DiskStore disk, PinnedSettings settings, StoreSettings storeSettings, EncodeQueue encoders) {
    this.disk = disk;
    this.pins = settings.portraits();
    this.quality = storeSettings.quality();
    this.encoders = encoders;
    this.decoder = settings.decoder();
    long half = settings.memoryBytes() / 2;
    this.portraits = new Loads<>(half, Raster::bytes);
    this.memory = new Loads<>(half, rendition -> rendition.content().length + ENTRY_BYTES);
  }

  /** A rendition of one edition of a pin. */
  private record Edition(RenditionKey key, Pin pin) {
    /** The edition comes last, so that files lie in the order of keys. */
    String fileName() {
      return key.name() + "." + pin.edition();
    }
  }

  boolean isPinned(Hash hash) {
    return pins.of(hash).isPresent();
  }

  /** From memory, disk or the pinned picture, within this time; nothing where none is pinned. */
  Found find(RenditionKey key, Duration longest) {
    Optional<Pin> pin = pins.of(key.hash());
    if (pin.isEmpty()) {
      return new Found.Nothing();
    }
    long deadline = System.nanoTime() + longest.toNanos();
    for (int edition = 0; edition < MOST_EDITIONS && pin.isPresent(); edition++) {
      try {
        return find(new Edition(key, pin.get()), deadline);
      } catch (PinException e) {
        if (e.reason() != PinException.Reason.CHANGED) {
          return e.reason() == PinException.Reason.BROKEN ? new Found.Broken() : new Found.Late();
        }
        pin = pins.of(key.hash());
      }
    }
    return pin.isEmpty() ? new Found.Nothing() : new Found.Late();
  }

  private Found find(Edition edition, long deadline) {
    Optional<Rendition> known = memory.known(edition).or(() -> stored(edition));
    if (known.isPresent()) {
      return new Found.Here(known.get());
    }
    CompletableFuture<Rendition> rendition = memory.load(edition, this::make);
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return new Found.Here(rendition.get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return new Found.Late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Found.Late();
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case PinException pinned -> throw pinned;
        case RejectedExecutionException tooMany -> new Found.Overloaded();
        case null, default ->
            throw new IllegalStateException("a pinned picture could not be encoded", e.getCause());
      };
    }
  }

  private Optional<Rendition> stored(Edition edition) {
    RenditionKey key = edition.key();
    Optional<Rendition> stored =
        disk.read(DiskStore.Kind.PINNED, key.hash(), edition.fileName())
            .map(file -> Renditions.rendition(key, file));
    stored.ifPresent(rendition -> memory.keep(edition, rendition));
    return stored;
  }

  private CompletableFuture<Rendition> make(Edition edition) {
    return portraits
        .load(
            edition.pin(),
            pin -> CompletableFuture.supplyAsync(() -> load(pin), Thread::startVirtualThread))
        .thenCompose(
            raster -> encoders.submit(edition.key().size(), () -> encode(edition, raster)));
  }

  private Raster load(Pin pin) {
    loads.acquireUninterruptibly();
    try {
      byte[] file = pins.read(pin);
      return CompletableFuture.supplyAsync(() -> pins.decode(pin, file), decoder).join();
    } finally {
      loads.release();
    }
  }

  private Rendition encode(Edition edition, Raster portrait) {
    RenditionKey key = edition.key();
    Raster scaled = PictureEncoder.scale(portrait, key.size(), key.size());
    byte[] content = PictureEncoder.encode(scaled, key.format(), quality);
    StoredFile file = StoredFile.of(content, edition.pin().changedAt());
    disk.write(DiskStore.Kind.PINNED, key.hash(), edition.fileName(), file);
    if (!pins.of(key.hash()).equals(Optional.of(edition.pin()))) { // since this encode began
      disk.remove(DiskStore.Kind.PINNED, key.hash(), edition.fileName());
    }
    return Renditions.rendition(key, file);
  }

  /** Drops what is kept of other editions than the current one. */
  void forgetChanged() {
    Set<Hash> changed = pins.takeChanged();
    if (changed.isEmpty()) {
      return;
    }
    portraits.forgetIf(pin -> !isCurrent(pin));
    memory.forgetIf(edition -> !isCurrent(edition.pin()));
    for (Hash hash : changed) {
      disk.removeUnless(DiskStore.Kind.PINNED, hash, currentPart(hash));
    }
  }

  /** Drops what is kept of a hash in memory. */
  void forget(Hash hash) {
    portraits.forgetIf(pin -> pin.hash().equals(hash));
    memory.forgetIf(edition -> edition.key().hash().equals(hash));
  }

  /** Drops from disk what was pinned when an earlier process ran, and is not any more. */
  void forgetEarlier() {
    disk.hashes(DiskStore.Kind.PINNED)
        .forEach(hash -> disk.removeUnless(DiskStore.Kind.PINNED, hash, currentPart(hash)));
  }

  private boolean isCurrent(Pin pin) {
    return pins.of(pin.hash()).equals(Optional.of(pin));
  }

  /** What the names of a hash's current files have in them, and no other file's. */
  private Optional<String> currentPart(Hash hash) {
    return pins.of(hash).map(pin -> "." + pin.edition());
  }
}
