package io.avatarorigin.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a vocabulary from YAML and finds all its faults on the way. */
final class VocabularyParser {
  private static final int MOST_SLOTS = 128;
  private static final int MOST_NAME_CHARACTERS = 63;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final List<String> KEYS =
      List.of("name", "prefix", "slots", "suffix", "negative", "seed", "sampler");

  private final String yaml;
  private final Faults faults;

  private VocabularyParser(String yaml, Faults faults) {
    this.yaml = yaml;
    this.faults = faults;
  }

  /** What the file says, or an exception that lists all that is wrong with it. */
  static Vocabulary parse(String yaml, String source) {
    Faults faults = new Faults(source);
    Optional<Node> root = YamlDocument.read(yaml, faults);
    if (root.isEmpty() && faults.isEmpty()) {
      faults.add("", Optional.empty(), "the file is empty; a vocabulary has at least name, slots");
    }
    Optional<Vocabulary> vocabulary =
        root.map(node -> new Place("", node, faults))
            .flatMap(place -> place.fields(KEYS))
            .flatMap(new VocabularyParser(yaml, faults)::vocabulary);
    return vocabulary.filter(_ -> faults.isEmpty()).orElseThrow(faults::exception);
  }

  private Optional<Vocabulary> vocabulary(Fields fields) {
    Optional<String> name = fields.required("name").flatMap(VocabularyParser::name);
    String prefix = phrase(fields, "prefix");
    List<Slot> slots = fields.required("slots").map(VocabularyParser::slots).orElse(List.of());
    String suffix = phrase(fields, "suffix");
    String negative = phrase(fields, "negative");
    Optional<SeedRule> seed =
        fields
            .optional("seed")
            .map(VocabularyParser::seed)
            .orElseGet(() -> Optional.of(SeedRule.DEFAULT));
    SamplerDefaults sampler =
        fields.optional("sampler").map(SamplerParser::parse).orElse(SamplerDefaults.NONE);
    if (name.isEmpty() || seed.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    Vocabulary vocabulary =
        new Vocabulary(
            name.get(), new Wording(prefix, slots, suffix, negative), seed.get(), sampler, yaml);
    if (vocabulary.wording().mayBeEmpty()) {
      fields.place().fault("some hashes would have an empty prompt; add a prefix or a suffix");
    }
    return Optional.of(vocabulary);
  }

  private static Optional<String> name(Place place) {
    Optional<String> name = place.text(MOST_NAME_CHARACTERS);
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      place.fault("must be lower-case letters, digits and hyphens, not " + Quoted.of(name.get()));
      return Optional.empty();
    }
    return name;
  }

  private static String phrase(Fields fields, String key) {
    return fields.optional(key).flatMap(Phrase::read).orElse("");
  }

  private static List<Slot> slots(Place place) {
    List<Slot> slots = new ArrayList<>();
    for (Place item : place.items(1, MOST_SLOTS).orElse(List.of())) {
      SlotParser.parse(item).ifPresent(slots::add);
    }
    return slots;
  }

  private static Optional<SeedRule> seed(Place place) {
    return place.fields(List.of("from", "skip", "digits")).flatMap(VocabularyParser::seed);
  }

  private static Optional<SeedRule> seed(Fields fields) {
    Optional<SeedRule.End> from =
        fields
            .optional("from")
            .map(VocabularyParser::end)
            .orElseGet(() -> Optional.of(SeedRule.DEFAULT.from()));
    int skip =
        fields
            .optional("skip")
            .map(place -> place.integer(0, Hash.LEAST_DIGITS - 1).orElse(0))
            .orElse(SeedRule.DEFAULT.skip());
    int digits =
        fields
            .optional("digits")
            .map(place -> place.integer(1, SeedRule.MOST_DIGITS).orElse(1))
            .orElse(SeedRule.DEFAULT.digits());
    if (skip + digits > Hash.LEAST_DIGITS) {
      fields
          .place()
          .fault(
              "skip and digits together must be at most %d, not %d"
                  .formatted(Hash.LEAST_DIGITS, skip + digits));
      return Optional.empty();
    }
    return from.map(end -> new SeedRule(end, skip, digits));
  }

  private static Optional<SeedRule.End> end(Place place) {
    for (SeedRule.End end : SeedRule.End.values()) {
      if (place.description().equals(Quoted.of(end.name().toLowerCase(Locale.ROOT)))) {
        return Optional.of(end);
      }
    }
    place.fault("must be start or end, not " + place.description());
    return Optional.empty();
  }
}
