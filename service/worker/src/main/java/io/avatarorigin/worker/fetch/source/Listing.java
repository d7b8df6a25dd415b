package io.avatarorigin.worker.fetch.source;

import java.util.List;

/**
 * What a source holds.
 *
 * @param commit what its revision stands for; empty where there are none
 */
public record Listing(String commit, List<RemoteFile> files) {
  public Listing {
    files = List.copyOf(files);
  }
}
