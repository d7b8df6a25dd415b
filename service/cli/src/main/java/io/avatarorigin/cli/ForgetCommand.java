package io.avatarorigin.cli;

import io.avatarorigin.origin.SharedBuckets;
import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.bucket.RemoteBucket;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.origin.store.shared.SharedForgetting;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.HashAlgorithm;
import java.io.IOException;
import java.time.Duration;
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
          + " in front of it keeps its own copies. Where origins share a bucket, the picture is"
          + " deleted there too; each of them bars for itself."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {"", "Example:", "  avatar-origin forget ada@example.org"})
final class ForgetCommand implements Callable<Integer> {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

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
    OriginConfig config = settings.load(console, List.of()).config();
    Set<Hash> hashes = new LinkedHashSet<>();
    for (String argument : arguments) {
      for (HashAlgorithm algorithm : HashAlgorithm.values()) {
        hashes.add(HashArgument.read(argument, algorithm));
      }
    }
    Forgetting forgetting = new Forgetting(config.data());
    forgetting.bar(hashes);
    for (Hash hash : hashes) {
      int files = forgetting.removeFiles(hash);
      console.out().printf("%s barred, %d file%s deleted%n", hash, files, files == 1 ? "" : "s");
    }
    SharedBuckets.of(config, LONGEST_CALL).ifPresent(shared -> forgetShared(shared, hashes));
    return 0;
  }

  private void forgetShared(SharedBucket shared, Set<Hash> hashes) {
    try (RemoteBucket _ = shared.bucket()) {
      SharedForgetting forgetting = SharedForgetting.open(shared);
      int deleted = hashes.stream().mapToInt(forgetting::forget).sum();
      console.out().printf("%d deleted from the shared bucket%n", deleted);
    } catch (BucketException e) {
      throw CommandFailure.failed(
          "barred and deleted here, but perhaps not in the shared bucket; run this again: "
              + e.getMessage());
    }
  }
}
