package io.avatarorigin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.origin.VocabularyLoader;
import io.avatarorigin.vocabulary.Reading;
import io.avatarorigin.vocabulary.SlotReading;
import io.avatarorigin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a hash stands for. */
@Command(
    name = "explain",
    description = "Says which words a hash's digits choose, and the prompt and seed they make.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  avatar-origin explain ada@example.org",
      "  avatar-origin explain --output json d41d8cd98f00b204e9800998ecf8427e"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final ConfigOptions settings = new ConfigOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "HASH-OR-TEXT",
      description = "A hash of 32 or 64 hex digits, or a text to hash, such as an e-mail address.")
  List<String> arguments = new ArrayList<>();

  @Option(names = "--sha256", description = "Hash texts by SHA-256 rather than MD5.")
  boolean sha256;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "How to print; by default text.")
  Output output = Output.text;

  ExplainCommand(Console console) {
    this.console = console;
  }

  /** How to print; in lower case, as they are typed. */
  enum Output {
    text,
    json
  }

  /** A reading as JSON has it. */
  record Explained(
      String hash, String prompt, String negativePrompt, long seed, List<SlotReading> slots) {
    static Explained of(Reading reading) {
      return new Explained(
          reading.hash().digits(),
          reading.prompt(),
          reading.negativePrompt(),
          reading.seed(),
          reading.slots());
    }
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Vocabulary vocabulary =
        VocabularyLoader.load(settings.load(console, List.of()).config().vocabulary());
    List<Reading> readings =
        arguments.stream()
            .map(argument -> vocabulary.read(HashArgument.read(argument, sha256)))
            .toList();
    switch (output) {
      case json -> printJson(readings);
      case text -> printText(readings);
    }
    return 0;
  }

  private void printJson(List<Reading> readings) throws JsonProcessingException {
    console
        .out()
        .println(
            new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(readings.stream().map(Explained::of).toList()));
  }

  private void printText(List<Reading> readings) {
    String separator = "";
    for (Reading reading : readings) {
      console.out().print(separator);
      console.out().println("hash      " + reading.hash());
      console.out().println("seed      " + reading.seed());
      console.out().println("prompt    " + reading.prompt());
      console.out().println("negative  " + reading.negativePrompt());
      console.out().println();
      console.out().println("digit  is  chooses");
      reading.slots().forEach(this::printSlot);
      separator = System.lineSeparator();
    }
  }

  private void printSlot(SlotReading slot) {
    String words = slot.words().isEmpty() ? "(nothing)" : slot.words();
    console.out().printf("%5d   %x  %s%n", slot.digit(), slot.value(), words);
  }
}
