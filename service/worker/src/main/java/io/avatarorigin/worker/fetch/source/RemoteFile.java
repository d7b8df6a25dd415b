package io.avatarorigin.worker.fetch.source;

import java.util.Optional;

/**
 * A file of a source.
 *
 * @param path below the source's folder, by slashes
 * @param version changes when the content does
 * @param checksum of the content, where the source tells one
 */
public record RemoteFile(String path, long bytes, String version, Optional<Checksum> checksum) {
  public RemoteFile {
    RemotePath.require(path);
    if (bytes < 0) {
      throw new IllegalArgumentException(path + " has " + bytes + " bytes");
    }
  }
}
