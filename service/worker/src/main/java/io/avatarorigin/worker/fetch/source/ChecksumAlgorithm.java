package io.avatarorigin.worker.fetch.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** How sources tell what a file holds. */
public enum ChecksumAlgorithm {
  SHA256("sha256") {
    @Override
    public Running start(long bytes) {
      return running(digest("SHA-256"));
    }
  },
  /** The name that git gives to a file's content. */
  GIT_BLOB("git") {
    @Override
    public Running start(long bytes) {
      MessageDigest digest = digest("SHA-1");
      digest.update(("blob " + bytes + "\0").getBytes(StandardCharsets.US_ASCII));
      return running(digest);
    }
  },
  CRC32("crc32") {
    @Override
    public Running start(long bytes) {
      return running(new CRC32(), 8);
    }
  },
  CRC32C("crc32c") {
    @Override
    public Running start(long bytes) {
      return running(new CRC32C(), 8);
    }
  },
  /** What AWS computes where an upload brings none. */
  CRC64_NVME("crc64nvme") {
    @Override
    public Running start(long bytes) {
      return running(new Crc64Nvme(), 16);
    }
  };

  private final String label;

  ChecksumAlgorithm(String label) {
    this.label = label;
  }

  /** A computation that is fed a file's content in order. */
  public interface Running {
    void update(byte[] buffer, int length);

    /** Lower-case hex; ends the computation. */
    String finish();
  }

  /**
   * Begins with a file.
   *
   * @param bytes its length
   */
  public abstract Running start(long bytes);

  String label() {
    return label;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static Running running(MessageDigest digest) {
    return new Running() {
      @Override
      public void update(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
      }

      @Override
      public String finish() {
        return HexFormat.of().formatHex(digest.digest());
      }
    };
  }

  private static Running running(java.util.zip.Checksum checksum, int digits) {
    return new Running() {
      @Override
      public void update(byte[] buffer, int length) {
        checksum.update(buffer, 0, length);
      }

      @Override
      public String finish() {
        return HexFormat.of().toHexDigits(checksum.getValue(), digits);
      }
    };
  }
}
