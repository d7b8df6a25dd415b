package io.avatarorigin.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the cases of one slot and sees that every digit chooses exactly one. */
final class CaseTable {
  /** A case that names its digits. */
  private record Case(Place place, DigitSet digits, String words) {}

  /** The case for what no other names. */
  private record Else(Place place, String words) {}

  private final Place place;
  private final List<Case> cases = new ArrayList<>();
  private Optional<Else> otherwise = Optional.empty();
  private boolean spoilt;

  CaseTable(Place place) {
    this.place = place;
  }

  /** Notes a case that cannot be read, so that digits it may have meant are not called missing. */
  void spoil() {
    spoilt = true;
  }

  void add(Fields fields) {
    Optional<Place> elsePlace = fields.optional("else");
    if (elsePlace.isPresent()) {
      if (fields.values().size() > 1) {
        fields.place().fault("else stands alone, without digits and words");
        spoil();
      }
      addElse(elsePlace.get());
      return;
    }
    if (fields.mistyped().contains("else")) {
      spoil();
      return;
    }
    if (fields.values().isEmpty() && fields.mistyped().isEmpty()) {
      fields.place().fault("must have digits and words, or else");
      spoil();
      return;
    }
    Optional<DigitSet> digits = fields.required("digits").flatMap(DigitSet::read);
    Optional<String> words = fields.required("words").flatMap(Phrase::read);
    if (digits.isEmpty() || words.isEmpty()) {
      spoil();
    }
    digits.ifPresent(set -> addCase(fields.place(), set, words.orElse("")));
  }

  private void addElse(Place elsePlace) {
    if (otherwise.isPresent()) {
      elsePlace.fault("a second else; the first is at " + otherwise.get().place().path());
      spoil();
      return;
    }
    Optional<String> words = Phrase.read(elsePlace);
    if (words.isEmpty()) {
      spoil();
    }
    otherwise = Optional.of(new Else(elsePlace, words.orElse("")));
  }

  private void addCase(Place casePlace, DigitSet digits, String words) {
    for (Case earlier : cases) {
      DigitSet both = earlier.digits().and(digits);
      if (!both.isEmpty()) {
        casePlace.fault("names " + both + ", which " + earlier.place().path() + " has already");
        spoil();
      }
    }
    cases.add(new Case(casePlace, digits, words));
  }

  /** The words for each of the 16 digits, or nothing where faults were added. */
  Optional<List<String>> words() {
    if (spoilt) {
      return Optional.empty();
    }
    DigitSet open = cases.stream().map(Case::digits).reduce(DigitSet.ALL, DigitSet::minus);
    if (otherwise.isEmpty() && !open.isEmpty()) {
      place.fault("no case is for " + open + "; name them, or add an else");
      return Optional.empty();
    }
    if (otherwise.isPresent() && open.isEmpty()) {
      otherwise.get().place().fault("can never be chosen: the other cases name every digit");
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (int value = 0; value < Slot.VALUES; value++) {
      words.add(chosen(value));
    }
    return Optional.of(words);
  }

  private String chosen(int value) {
    return cases.stream()
        .filter(candidate -> candidate.digits().contains(value))
        .findFirst()
        .map(Case::words)
        .or(() -> otherwise.map(Else::words))
        .orElseThrow();
  }
}
