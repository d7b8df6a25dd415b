package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.Listing;
import io.avatarorigin.worker.fetch.source.RemoteFile;
import io.avatarorigin.worker.fetch.source.RemoteFolder;
import io.avatarorigin.worker.fetch.source.Retries;
import java.io.IOException;
import java.nio.file.Files;

/** Brings a source's files to a workplace, again and again until they are what the source tells. */
record Delivery(RemoteFolder source, Listing listing, Workplace workplace, Retries retries) {
  /** Files that arrive damaged this often are damaged where they lie. */
  private static final int ROUNDS = 3;

  Verification bring(int connections, FetchListener listener) throws IOException {
    long total = listing.files().stream().mapToLong(RemoteFile::bytes).sum();
    for (int round = 1; ; round++) {
      fetch(connections, new Tally(listener, FetchStage.FETCHING, total));
      Tally verifying = new Tally(listener, FetchStage.VERIFYING, total);
      Verification verified = Verification.of(workplace, listing.files(), connections, verifying);
      if (verified.faults().isEmpty()) {
        return verified;
      }
      for (String path : verified.faults().keySet()) {
        Files.delete(workplace.file(path));
      }
      String faults = String.join(", ", verified.faults().values());
      if (round == ROUNDS) {
        throw new FetchException(
            FetchException.Kind.UNREACHABLE,
            "%s: %s (fetched %d times)".formatted(source.name(), faults, round));
      }
      listener.note(faults + "; fetching again");
    }
  }

  private void fetch(int connections, Tally tally) {
    listing.files().forEach(file -> tally.add(workplace.there(file.path())));
    Crew.each(
        connections,
        listing.files(),
        file -> {
          FileDownload download =
              new FileDownload(source, listing.commit(), file, workplace.file(file.path()), tally);
          retries.call(file.path(), download::attempt, download::received);
        });
  }
}
