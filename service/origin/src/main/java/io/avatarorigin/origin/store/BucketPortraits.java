package io.avatarorigin.origin.store;

import io.avatarorigin.origin.store.shared.LocalPictures;
import io.avatarorigin.origin.store.shared.Lookup;
import io.avatarorigin.origin.store.shared.SharedPicture;
import io.avatarorigin.origin.store.shared.SharedTier;
import io.avatarorigin.vocabulary.Hash;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The portraits that are shared in a bucket, as the store knows portraits. */
record BucketPortraits(SharedTier tier) implements SharedPortraits {
  @Override
  public CompletableFuture<Optional<Portrait>> find(Hash hash) {
    return tier.find(hash)
        .thenApply(
            lookup ->
                lookup instanceof Lookup.Here here
                    ? Optional.of(portrait(here))
                    : Optional.empty());
  }

  @Override
  public CompletableFuture<Standing> settle(Hash hash, Portrait ours) {
    CompletableFuture<StoredFile> file = new CompletableFuture<>();
    return tier.settle(
            hash,
            () -> {
              file.complete(Portraits.encode(ours));
              return picture(file.join());
            })
        .thenApply(
            winner ->
                winner
                    .map(theirs -> new Standing(portrait(theirs), () -> stored(theirs.picture())))
                    .orElseGet(() -> standing(ours, file)));
  }

  /** What was encoded to be offered need not be encoded again. */
  private static Standing standing(Portrait ours, CompletableFuture<StoredFile> file) {
    return file.isDone() ? new Standing(ours, file::join) : Standing.of(ours);
  }

  private static Portrait portrait(Lookup.Here here) {
    return new Portrait(here.raster(), here.picture().drawnAt());
  }

  private static SharedPicture picture(StoredFile file) {
    return new SharedPicture(file.content(), file.drawnAt());
  }

  private static StoredFile stored(SharedPicture picture) {
    return StoredFile.of(picture.png(), picture.drawnAt());
  }

  /** This origin's own portraits, as the tier knows portraits. */
  record Local(
      Portraits portraits,
      Renditions renditions,
      BarredHashes barred,
      Predicate<Hash> isInTheMaking)
      implements LocalPictures {
    @Override
    public boolean isInTheMaking(Hash hash) {
      return isInTheMaking.test(hash);
    }

    @Override
    public Optional<SharedPicture> read(Hash hash) {
      return barred.contains(hash)
          ? Optional.empty()
          : portraits.onDisk(hash).map(BucketPortraits::picture);
    }

    @Override
    public List<Hash> storedBehind(String digits, int most) {
      return portraits.onDiskBehind(digits, most);
    }

    @Override
    public void keep(Hash hash, Lookup.Here found) {
      portraits.keepInMemory(hash, portrait(found));
    }

    @Override
    public void write(Hash hash, SharedPicture picture) {
      portraits.writeToDisk(hash, stored(picture));
    }

    /** In this order no rendition of ours outlives this: see {@link Renditions}. */
    @Override
    public void replace(Hash hash, Lookup.Here standing) {
      write(hash, standing.picture());
      keep(hash, standing);
      renditions.drop(hash);
    }
  }
}
