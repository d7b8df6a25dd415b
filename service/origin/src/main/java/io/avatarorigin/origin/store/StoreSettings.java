package io.avatarorigin.origin.store;

/**
 * What a store may use, and how it encodes.
 *
 * @param memoryBytes what pictures may take in memory, shared by renditions and portraits
 * @param diskBytes what the objects folder may take on disk
 * @param quality of JPEG and WebP, 1..100
 */
public record StoreSettings(long memoryBytes, long diskBytes, int quality) {
  /** Renditions are what is asked for; portraits help only while their sizes are being made. */
  long renditionMemoryBytes() {
    return memoryBytes * 3 / 4;
  }

  long portraitMemoryBytes() {
    return memoryBytes / 4;
  }
}
