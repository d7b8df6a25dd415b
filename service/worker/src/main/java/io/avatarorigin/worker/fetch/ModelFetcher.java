package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.Listing;
import io.avatarorigin.worker.fetch.source.ModelSource;
import io.avatarorigin.worker.fetch.source.RemoteFile;
import io.avatarorigin.worker.fetch.source.RemoteFolder;
import io.avatarorigin.worker.fetch.source.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings models to folders. A folder is whole or not there; whoever else fetches to the same one
 * waits, also in another process; what a fetcher that died has left is gone on with.
 */
public final class ModelFetcher {
  /** Files that arrive damaged this often are damaged where they lie. */
  private static final int ROUNDS = 3;

  private final FetchOptions options;
  private final FetchListener listener;
  private final Retries.Pauses pauses;

  ModelFetcher(FetchOptions options, FetchListener listener, Retries.Pauses pauses) {
    this.options = options;
    this.listener = listener;
    this.pauses = pauses;
  }

  /**
   * Fetches to a folder, or finds that it was done before. The calling thread waits; interrupting
   * it ends the fetch.
   *
   * @throws FetchException when it cannot be done; the message is for people
   */
  public static Fetched fetch(
      ModelSource source, Path folder, FetchOptions options, FetchListener listener) {
    return new ModelFetcher(options, new OneAtATime(listener), Thread::sleep).fetch(source, folder);
  }

  /**
   * The folder of a source for one who only reads it: a folder of this machine where it is, another
   * source fetched to the folder given.
   *
   * @throws FetchException when it cannot be had
   */
  public static Path obtain(
      ModelSource source, Path folder, FetchOptions options, FetchListener listener) {
    return switch (source) {
      case ModelSource.FileSource(Path path) -> {
        ModelLayout.requireWhole(path.toString(), path);
        yield path;
      }
      case ModelSource.HubSource _, ModelSource.S3Source _ ->
          fetch(source, folder, options, listener).folder();
    };
  }

  Fetched fetch(ModelSource source, Path folder) {
    Destination destination = Destination.of(folder);
    try (RemoteFolder remote =
        RemoteFolder.of(source, options.hub(), options.s3(), options.patience())) {
      Optional<Fetched> there = there(remote, destination); // without a write: it may be read-only
      return there.isPresent() ? there.get() : fetchInTurn(remote, destination);
    } catch (IOException e) {
      throw DiskFaults.of(destination.folder(), e);
    }
  }

  private Fetched fetchInTurn(RemoteFolder remote, Destination destination) throws IOException {
    Files.createDirectories(destination.parent());
    try (FolderLock _ = FolderLock.take(destination.lock(), listener, pauses)) {
      Optional<Fetched> there = there(remote, destination);
      return there.isPresent() ? there.get() : fetchAlone(remote, destination);
    }
  }

  /** What was fetched before; empty where there is nothing to keep. */
  private Optional<Fetched> there(RemoteFolder remote, Destination destination) throws IOException {
    Optional<Manifest> manifest = destination.manifest();
    if (manifest.isEmpty()) {
      destination.requireFree();
      return Optional.empty();
    }
    if (options.existing() == ExistingPolicy.REPLACE) {
      return Optional.empty();
    }
    Manifest before = manifest.get();
    if (!before.source().equals(remote.name())) {
      throw destination.taken(
          "holds %s, not %s; replace it (--replace), or name another folder"
              .formatted(before.source(), remote.name()));
    }
    Optional<String> fault = destination.fault(before);
    if (fault.isEmpty()) {
      return Optional.of(Fetched.of(destination.folder(), Fetched.Outcome.ALREADY_THERE, before));
    }
    listener.note(destination.folder() + ": " + fault.get() + "; fetching it anew");
    return Optional.empty();
  }

  private Fetched fetchAlone(RemoteFolder remote, Destination destination) throws IOException {
    requirePlace(destination);
    Retries retries = new Retries(options.retries(), pauses, listener::note);
    Listing listing = needed(remote, retries);
    Workplace workplace =
        Workplace.open(destination.workplace(), Manifest.plan(remote.name(), listing));
    workplace.requireSpace();
    Verification verified = bringHere(remote, listing, workplace, retries);
    ModelLayout.requireWhole(remote.name(), workplace.folder());
    Manifest manifest = workplace.publish(verified.sha256(), destination);
    return Fetched.of(destination.folder(), Fetched.Outcome.FETCHED, manifest);
  }

  /** An empty folder goes, so that a place which no folder can be brought to is found out first. */
  private static void requirePlace(Destination destination) throws IOException {
    if (destination.manifest().isPresent()) {
      return;
    }
    try {
      Files.deleteIfExists(destination.folder());
    } catch (IOException e) {
      throw new FetchException(
          FetchException.Kind.DISK,
          "%s cannot be replaced, as where a volume is mounted; name a folder in it: %s"
              .formatted(destination.folder(), e.getMessage()),
          e);
    }
  }

  private Listing needed(RemoteFolder remote, Retries retries) {
    Listing listing = retries.call(remote.name(), remote::list);
    List<RemoteFile> needed =
        listing.files().stream().filter(file -> NeededFiles.needs(file.path())).toList();
    ModelLayout.requireListed(remote.name(), needed.stream().map(RemoteFile::path).toList());
    List<RemoteFile> detailed = new ArrayList<>();
    for (RemoteFile file : needed) {
      detailed.add(retries.call(remote.name(), () -> remote.detailed(file)));
    }
    return new Listing(listing.commit(), detailed);
  }

  private Verification bringHere(
      RemoteFolder remote, Listing listing, Workplace workplace, Retries retries)
      throws IOException {
    long total = listing.files().stream().mapToLong(RemoteFile::bytes).sum();
    for (int round = 1; ; round++) {
      Tally fetched = new Tally(listener, FetchStage.FETCHING, total);
      listing.files().forEach(file -> fetched.add(workplace.there(file.path())));
      Crew.each(
          options.connections(),
          listing.files(),
          file -> download(remote, listing.commit(), file, workplace, fetched, retries));
      Verification verified =
          Verification.of(
              workplace,
              listing.files(),
              options.connections(),
              new Tally(listener, FetchStage.VERIFYING, total));
      if (verified.faults().isEmpty()) {
        return verified;
      }
      String faults = String.join(", ", verified.faults().values());
      for (String path : verified.faults().keySet()) {
        Files.delete(workplace.file(path));
      }
      if (round == ROUNDS) {
        throw new FetchException(
            FetchException.Kind.UNREACHABLE,
            "%s: %s (fetched %d times)".formatted(remote.name(), faults, round));
      }
      listener.note(faults + "; fetching again");
    }
  }

  private static void download(
      RemoteFolder remote,
      String commit,
      RemoteFile file,
      Workplace workplace,
      Tally tally,
      Retries retries) {
    FileDownload download =
        new FileDownload(remote, commit, file, workplace.file(file.path()), tally);
    retries.call(file.path(), download::attempt, download::received);
  }
}
