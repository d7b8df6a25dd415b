package io.avatarorigin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A document whose reader types what it shows. Its fenced blocks are
 *
 * <ul>
 *   <li>{@code sh}: commands that a checkout can run, one after another in a terminal of their own;
 *   <li>{@code text}: what the commands right before it print, or a part of that;
 *   <li>{@code console}: commands behind {@code $}, of programs that need what a build has not;
 *   <li>{@code yaml}, {@code json}, {@code toml}, {@code html}: files.
 * </ul>
 */
record Guide(String name, List<Block> blocks) {
  private static final String FENCE = "```";
  private static final Set<String> FILES = Set.of("yaml", "json", "toml", "html");

  /** Programs that reach for a cluster, a registry or an account. */
  private static final Set<String> ELSEWHERE =
      Set.of("kubectl", "helm", "docker", "podman", "tigris", "flyctl", "gcloud", "eksctl", "az");

  /** A fenced block, and the number of the line that begins it. */
  record Block(int line, String language, String text) {
    /** Whether a server is started, which then runs beside what follows. */
    boolean serves() {
      return text.startsWith("./avatar-origin serve");
    }
  }

  static Guide read(String name) throws IOException {
    return parse(name, Files.readString(Application.REPOSITORY.resolve(name)));
  }

  static Guide parse(String name, String document) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = document.lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith(FENCE)) {
        int begin = at;
        do {
          at++;
        } while (!lines.get(at).equals(FENCE));
        String text = String.join("\n", lines.subList(begin + 1, at));
        blocks.add(new Block(begin + 1, lines.get(begin).substring(FENCE.length()), text));
      }
    }
    return new Guide(name, blocks);
  }

  /** Blocks that are none of these kinds, each with its line. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    String before = "";
    for (Block block : blocks) {
      String fault =
          switch (block.language()) {
            case "sh" ->
                block.serves() && block.text().contains("\n")
                    ? "a server is started in a block of its own"
                    : "";
            case "text" -> before.equals("sh") ? "" : "text stands behind the sh that prints it";
            case "console" -> runnable(block);
            default -> FILES.contains(block.language()) ? "" : "a block says what it is: sh, ...";
          };
      if (!fault.isEmpty()) {
        faults.add("%s:%d: %s".formatted(name, block.line(), fault));
      }
      before = block.language();
    }
    return faults;
  }

  private static String runnable(Block block) {
    return commands(block)
        .filter(command -> !ELSEWHERE.contains(command.split(" ", 2)[0]))
        .map(command -> "could be run, as sh: " + command)
        .findFirst()
        .orElse("");
  }

  /** The commands that are not run here. */
  List<String> unrun() {
    return blocks.stream()
        .filter(block -> block.language().equals("console"))
        .flatMap(Guide::commands)
        .toList();
  }

  private static Stream<String> commands(Block console) {
    return console.text().lines().filter(line -> line.startsWith("$ ")).map(it -> it.substring(2));
  }
}
