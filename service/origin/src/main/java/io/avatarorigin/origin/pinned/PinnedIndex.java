package io.avatarorigin.origin.pinned;

import io.avatarorigin.origin.store.Pin;
import io.avatarorigin.vocabulary.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a listing comes to. Whatever is named as a hash's picture pins that hash, also where it
 * cannot be shown; other files that are faulty are objects of nothing.
 *
 * @param pictures by hash
 * @param objects by key, to be looked up
 * @param keys of the objects, in the order of S3's lists
 * @param faults why files are not served, by name
 */
record PinnedIndex(
    Map<Hash, Picture> pictures,
    Map<String, PinnedFile> objects,
    NavigableSet<String> keys,
    NavigableMap<String, String> faults) {
  /** The longest file that is decoded, in bytes. */
  static final long MOST_PICTURE_BYTES = 32 << 20;

  /** The longest object that is served, in bytes. */
  static final long MOST_OBJECT_BYTES = 64 << 20;

  /** What an object in memory takes besides its own bytes. */
  static final int ENTRY_BYTES = 256;

  static final PinnedIndex EMPTY =
      new PinnedIndex(
          Map.of(), Map.of(), Collections.emptyNavigableSet(), Collections.emptyNavigableMap());

  private static final Comparator<String> BY_OCTETS =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** A pin and its file. */
  record Picture(Pin pin, PinnedFile file) {}

  static PinnedIndex of(List<PinnedFile> files, PinnedFiles.Rules rules) {
    PinnedNames names = new PinnedNames(rules.keyPrefix());
    Map<Hash, Picture> pictures = new HashMap<>();
    Map<String, PinnedFile> objects = new HashMap<>();
    NavigableMap<String, String> faults = new TreeMap<>(BY_OCTETS);
    files.stream()
        .map(file -> checked(file, names, rules.objectBytes()))
        .sorted(Comparator.comparing(PinnedFile::name, BY_OCTETS))
        .forEach(
            file -> {
              Optional<Hash> hash = names.pictured(file.name());
              if (hash.isPresent()) {
                Picture first = pictures.get(hash.get());
                if (first == null) {
                  pictures.put(hash.get(), picture(hash.get(), file));
                } else {
                  faults.put(
                      file.name(), "pins the same hash as " + first.file().name() + ": remove one");
                }
              } else if (file.fault().isEmpty()) {
                objects.put(file.name(), file);
              }
              file.fault().ifPresent(fault -> faults.putIfAbsent(file.name(), fault));
            });
    NavigableSet<String> keys = new TreeSet<>(BY_OCTETS);
    keys.addAll(objects.keySet());
    return new PinnedIndex(
        Map.copyOf(pictures),
        Map.copyOf(objects),
        Collections.unmodifiableNavigableSet(keys),
        Collections.unmodifiableNavigableMap(faults));
  }

  private static PinnedFile checked(PinnedFile file, PinnedNames names, long objectBytes) {
    if (file.fault().isPresent()) {
      return file;
    }
    boolean picture = names.pictured(file.name()).isPresent();
    long most = picture ? MOST_PICTURE_BYTES : MOST_OBJECT_BYTES;
    if (file.bytes() > most) {
      return file.withFault(
          "has %d bytes, and %s of more than %d are not served: make it smaller"
              .formatted(file.bytes(), picture ? "pictures" : "files", most));
    }
    if (!picture && file.bytes() > objectBytes - ENTRY_BYTES) {
      return file.withFault(
          "has %d bytes, and half of pinned.memory has %d: raise pinned.memory, or make it smaller"
              .formatted(file.bytes(), objectBytes));
    }
    return PinnedNames.fault(file.name()).map(file::withFault).orElse(file);
  }

  private static Picture picture(Hash hash, PinnedFile file) {
    return new Picture(new Pin(hash, file.edition(), file.changedAt()), file);
  }
}
