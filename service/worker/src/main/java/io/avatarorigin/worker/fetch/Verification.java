package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.Checksum;
import io.avatarorigin.worker.fetch.source.ChecksumAlgorithm;
import io.avatarorigin.worker.fetch.source.RemoteFile;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What lies on the disk, held against what the source tells of it.
 *
 * @param sha256 of each file in hex, by path
 * @param faults of those files that are not as they should be, by path
 */
record Verification(Map<String, String> sha256, Map<String, String> faults) {
  /** Reads all files to their end, and waits until they are on the disk. */
  static Verification of(Workplace workplace, List<RemoteFile> files, int threads, Tally tally) {
    Verification found = new Verification(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    Crew.each(threads, files, file -> found.look(workplace, file, tally));
    return found;
  }

  private void look(Workplace workplace, RemoteFile file, Tally tally) {
    Set<ChecksumAlgorithm> algorithms = EnumSet.of(ChecksumAlgorithm.SHA256);
    file.checksum().map(Checksum::algorithm).ifPresent(algorithms::add);
    try {
      Durable.force(workplace.file(file.path()));
      Map<ChecksumAlgorithm, String> values =
          Digests.of(workplace.file(file.path()), algorithms, tally::add);
      sha256.put(file.path(), values.getOrDefault(ChecksumAlgorithm.SHA256, ""));
      fault(file, values).ifPresent(fault -> faults.put(file.path(), fault));
    } catch (IOException e) {
      throw DiskFaults.of(workplace.file(file.path()), e);
    }
  }

  private static Optional<String> fault(RemoteFile file, Map<ChecksumAlgorithm, String> values) {
    return file.checksum()
        .filter(told -> !told.value().equals(values.get(told.algorithm())))
        .map(
            told ->
                "%s is damaged: %s, not %s"
                    .formatted(
                        file.path(),
                        new Checksum(told.algorithm(), values.getOrDefault(told.algorithm(), "")),
                        told));
  }
}
