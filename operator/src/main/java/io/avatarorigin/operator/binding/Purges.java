package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.ObjectPage;
import io.avatarorigin.operator.binding.store.Tigris;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes pictures of an earlier content version, a page at a time. How far it has come is written
 * down after each page, so that it goes on from there.
 */
final class Purges {
  private final Pace pace;

  Purges(Pace pace) {
    this.pace = pace;
  }

  /** Begins one where the origin draws otherwise than before. */
  void begin(Wish wish, Ledger ledger, String version, Instant now) {
    @Nullable String held = ledger.status().contentVersion();
    BucketStatus.Purge running = ledger.status().purge();
    if (held == null || wish.spec().onContentChange() != TigrisSpec.ContentChange.Purge) {
      ledger.holds(version);
      return;
    }
    if (running == null ? held.equals(version) : running.toVersion().equals(version)) {
      return;
    }
    ledger.purge(
        new BucketStatus.Purge(
            version,
            now.plus(pace.copies()).truncatedTo(ChronoUnit.SECONDS).toString(),
            running == null ? 0 : running.removed(),
            null));
  }

  /** Begins later, since earlier pictures may still be copied. */
  void postpone(Ledger ledger, BucketStatus.Purge running, Instant now) {
    Instant begin = now.plus(pace.copies());
    if (Instant.parse(running.notBefore()).isBefore(begin.minus(pace.copies().dividedBy(2)))) {
      ledger.purge(
          new BucketStatus.Purge(
              running.toVersion(),
              begin.truncatedTo(ChronoUnit.SECONDS).toString(),
              running.removed(),
              running.after()));
    }
  }

  /**
   * One page.
   *
   * @return how many pictures were deleted
   */
  int step(Wish wish, Ledger ledger, BucketStatus.Purge running, Tigris tigris) {
    ObjectPage page =
        tigris.list(
            wish.bucket(),
            wish.prefix(),
            running.after() == null ? "" : running.after(),
            pace.page());
    List<String> pictures = new AvatarKeys(wish.prefix()).among(page.keys());
    if (!pictures.isEmpty()) {
      tigris.deleteObjects(wish.bucket(), pictures);
    }
    if (page.isLast()) {
      ledger.holds(running.toVersion());
    } else {
      ledger.purge(
          new BucketStatus.Purge(
              running.toVersion(),
              running.notBefore(),
              running.removed() + pictures.size(),
              page.keys().getLast()));
    }
    return pictures.size();
  }
}
