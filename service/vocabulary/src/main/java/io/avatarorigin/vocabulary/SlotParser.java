package io.avatarorigin.vocabulary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one slot of a vocabulary, in its long form ({@code cases}) or short one. */
final class SlotParser {
  private static final int QUARTERS = 4;

  private SlotParser() {}

  /** The slot, or nothing where faults were added. */
  static Optional<Slot> parse(Place place) {
    return place.fields(List.of("digit", "cases", "quarters")).flatMap(SlotParser::parse);
  }

  private static Optional<Slot> parse(Fields fields) {
    OptionalInt digit =
        fields
            .required("digit")
            .map(place -> place.integer(0, Hash.LEAST_DIGITS - 1))
            .orElse(OptionalInt.empty());
    Optional<Place> cases = fields.optional("cases");
    Optional<Place> quarters = fields.optional("quarters");
    if (cases.isPresent() && quarters.isPresent()) {
      fields.place().fault("has both cases and quarters; one of them says it all");
      return Optional.empty();
    }
    if (cases.isEmpty() && quarters.isEmpty() && fields.mistyped().isEmpty()) {
      fields.place().fault("has neither cases nor quarters");
      return Optional.empty();
    }
    Optional<List<String>> words =
        cases.flatMap(SlotParser::cases).or(() -> quarters.flatMap(SlotParser::quarters));
    if (words.isEmpty() || digit.isEmpty()) {
      return Optional.empty();
    }
    if (words.get().stream().allMatch(String::isEmpty)) {
      fields.place().fault("has no words for any digit");
      return Optional.empty();
    }
    return Optional.of(new Slot(digit.getAsInt(), words.get()));
  }

  private static Optional<List<String>> quarters(Place place) {
    Optional<List<Place>> items = place.items(QUARTERS, QUARTERS);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (Place item : items.get()) {
      Phrase.read(item)
          .ifPresent(text -> words.addAll(Collections.nCopies(Slot.VALUES / QUARTERS, text)));
    }
    return words.size() == Slot.VALUES ? Optional.of(words) : Optional.empty();
  }

  private static Optional<List<String>> cases(Place place) {
    Optional<List<Place>> items = place.items(1, Slot.VALUES + 1);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    CaseTable table = new CaseTable(place);
    for (Place item : items.get()) {
      item.fields(List.of("digits", "words", "else")).ifPresentOrElse(table::add, table::spoil);
    }
    return table.words();
  }
}
