package io.avatarorigin.cli;

import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.HashAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Bars hashes for good. */
@Command(
    name = "forget",
    description = {
      "Bars hashes: their pictures are deleted, and neither served nor drawn again.",
      "A text bars both its MD5 and its SHA-256. A running server notices by itself; a store"
          + " in front of it keeps its own copies."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {"", "Example:", "  avatar-origin forget ada@example.org"})
final class ForgetCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final ConfigOptions settings = new ConfigOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "HASH-OR-TEXT",
      description = "A hash of 32 or 64 hex digits, or a text, such as an e-mail address.")
  List<String> arguments = new ArrayList<>();

  ForgetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path data = settings.load(console, List.of()).config().data();
    Set<Hash> hashes = new LinkedHashSet<>();
    for (String argument : arguments) {
      for (HashAlgorithm algorithm : HashAlgorithm.values()) {
        hashes.add(HashArgument.read(argument, algorithm));
      }
    }
    Forgetting forgetting = new Forgetting(data);
    forgetting.bar(hashes);
    for (Hash hash : hashes) {
      int files = forgetting.removeFiles(hash);
      console.out().printf("%s barred, %d file%s deleted%n", hash, files, files == 1 ? "" : "s");
    }
    return 0;
  }
}
