package io.avatarorigin.worker.fetch.source;

import java.util.zip.Checksum;

/** CRC-64/NVME (NVM Express NVM Command Set Specification 1.0d, 5.2.1.3.4), eight bits a step. */
final class Crc64Nvme implements Checksum {
  /** 0xad93d23594c93659 with its bits in reverse. */
  private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  private static final long[] TABLE = table();

  private long inverted = -1;

  @Override
  public void update(int value) {
    inverted = TABLE[(int) (inverted ^ value) & 0xff] ^ (inverted >>> 8);
  }

  @Override
  public void update(byte[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      update(buffer[i]);
    }
  }

  @Override
  public long getValue() {
    return ~inverted;
  }

  @Override
  public void reset() {
    inverted = -1;
  }

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      table[i] = value;
    }
    return table;
  }
}
