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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings models to folders. A folder is whole or not there; whoever else fetches to the same one
 * waits, also in another process; what a fetcher that died has left is gone on with.
 */
public final class ModelFetcher {
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
      // Without a write, since the place may be read-only.
      Optional<Fetched> there = there(remote, destination, _ -> {});
      return there.isPresent() ? there.get() : fetchInTurn(remote, destination);
    } catch (IOException e) {
      throw DiskFaults.of(destination.folder(), e);
    }
  }

  private Fetched fetchInTurn(RemoteFolder remote, Destination destination) throws IOException {
    Files.createDirectories(destination.parent());
    try (FolderLock _ = FolderLock.take(destination.lock(), listener, pauses)) {
      Optional<Fetched> there = there(remote, destination, listener::note);
      return there.isPresent() ? there.get() : fetchAlone(remote, destination);
    }
  }

  /** What was fetched before; empty where there is nothing to keep. */
  private Optional<Fetched> there(
      RemoteFolder remote, Destination destination, Consumer<String> notes) throws IOException {
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
    notes.accept(destination.folder() + ": " + fault.get() + "; fetching it anew");
    return Optional.empty();
  }

  private Fetched fetchAlone(RemoteFolder remote, Destination destination) throws IOException {
    requirePlace(destination);
    Retries retries = new Retries(options.retries(), pauses, listener::note);
    Listing listing = retries.call(remote.name(), remote::list);
    Set<String> paths = listing.files().stream().map(RemoteFile::path).collect(Collectors.toSet());
    Set<String> needed =
        paths.stream().filter(NeededFiles::needs).collect(Collectors.toCollection(TreeSet::new));
    ModelLayout.requireListed(remote.name(), needed);
    while (true) {
      Listing plan = detailed(remote, listing, needed, retries);
      Workplace workplace =
          Workplace.open(destination.workplace(), Manifest.plan(remote.name(), plan));
      workplace.requireSpace();
      Verification verified =
          new Delivery(remote, plan, workplace, retries).bring(options.connections(), listener);
      Set<String> missing = ModelLayout.missing(remote.name(), workplace.folder());
      if (missing.isEmpty()) {
        Manifest manifest = workplace.publish(verified.sha256(), destination);
        return Fetched.of(destination.folder(), Fetched.Outcome.FETCHED, manifest);
      }
      if (!paths.containsAll(missing)) {
        missing.removeAll(paths);
        ModelLayout.requireNone(remote.name(), missing);
      }
      needed.addAll(missing); // weights beside a net, under a name that tells nothing
    }
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

  private static Listing detailed(
      RemoteFolder remote, Listing listing, Set<String> needed, Retries retries) {
    List<RemoteFile> detailed = new ArrayList<>();
    for (RemoteFile file : listing.files()) {
      if (needed.contains(file.path())) {
        detailed.add(retries.call(remote.name(), () -> remote.detailed(file)));
      }
    }
    return new Listing(listing.commit(), detailed);
  }
}
