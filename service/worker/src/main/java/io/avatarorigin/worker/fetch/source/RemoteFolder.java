package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.time.Duration;

/**
 * A source that can be listed and read. What may pass is thrown as {@link IOException}, what will
 * not as {@link FetchException}. Safe for use by several threads.
 */
public interface RemoteFolder extends AutoCloseable {
  /** The reader of a source, which connects to nothing yet. */
  static RemoteFolder of(ModelSource source, HubOptions hub, S3Options s3, Duration patience) {
    return switch (source) {
      case ModelSource.HubSource repository -> new HubFolder(repository, hub, patience);
      case ModelSource.S3Source prefix -> new S3Folder(prefix, s3, patience);
      case ModelSource.FileSource(var path) -> new LocalFolder(path);
    };
  }

  /** What tells this source from others. */
  String name();

  Listing list() throws IOException;

  /** The same file with all that the source tells of it. */
  RemoteFile detailed(RemoteFile file) throws IOException;

  /**
   * Opens a listed file.
   *
   * @param commit of the listing
   */
  RemoteContent open(String commit, RemoteFile file, Position from) throws IOException;

  @Override
  void close();
}
