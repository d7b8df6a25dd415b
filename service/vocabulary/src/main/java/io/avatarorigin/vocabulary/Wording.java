package io.avatarorigin.vocabulary;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words of a vocabulary; each text may be empty.
 *
 * @param prefix what every prompt begins with
 * @param slots the parts that the hash chooses, in the order of the prompt
 * @param suffix what every prompt ends with
 * @param negative the negative prompt
 */
record Wording(String prefix, List<Slot> slots, String suffix, String negative) {
  private static final String SEPARATOR = ", ";

  Wording {
    slots = List.copyOf(slots);
  }

  String prompt(List<SlotReading> readings) {
    Stream<String> chosen = readings.stream().map(SlotReading::words);
    return Stream.of(Stream.of(prefix), chosen, Stream.of(suffix))
        .flatMap(part -> part)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(SEPARATOR));
  }

  /** Whether there is a hash that chooses no words at all; slots may share a digit. */
  boolean mayBeEmpty() {
    Map<Integer, List<Slot>> byDigit = slots.stream().collect(Collectors.groupingBy(Slot::digit));
    return prefix.isEmpty()
        && suffix.isEmpty()
        && byDigit.values().stream().allMatch(Wording::mayAllBeEmpty);
  }

  private static boolean mayAllBeEmpty(List<Slot> sameDigit) {
    return IntStream.range(0, Slot.VALUES)
        .anyMatch(value -> sameDigit.stream().allMatch(slot -> slot.words().get(value).isEmpty()));
  }
}
