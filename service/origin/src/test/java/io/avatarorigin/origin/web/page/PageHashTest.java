package io.avatarorigin.origin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's own hashes against the JDK's, where there is a node to run them. */
class PageHashTest {
  private static final String PROGRAM =
      """
      import { readFileSync } from "node:fs";
      import { md5, sha256 } from "./hash.mjs";
      const hash = process.argv[2] === "MD5" ? md5 : sha256;
      for (const line of readFileSync(0, "ascii").split("\\n").slice(0, -1)) {
        console.log(Buffer.from(hash(new Uint8Array(Buffer.from(line, "hex")))).toString("hex"));
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256"})
  void hashesAsTheJdkDoes(String algorithm) throws Exception {
    assumeTrue(isNodeThere(), "node is not on the PATH, so the page's hashes are not run");
    List<byte[]> inputs = inputs();

    List<String> hashes = runInNode(algorithm, inputs);

    MessageDigest digest = MessageDigest.getInstance(algorithm);
    assertThat(hashes)
        .isEqualTo(inputs.stream().map(digest::digest).map(HexFormat.of()::formatHex).toList());
  }

  /** All lengths around the ends of its blocks of 64 bytes, and texts beyond ASCII. */
  private static List<byte[]> inputs() {
    Stream<byte[]> lengths = IntStream.rangeClosed(0, 130).mapToObj(PageHashTest::bytes);
    Stream<byte[]> texts =
        Stream.of("ada@example.org", "jürgen@bücher.example", "用户@例子.广告", "🙂".repeat(17))
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
    return Stream.concat(lengths, texts).toList();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 151 + length);
    }
    return bytes;
  }

  private List<String> runInNode(String algorithm, List<byte[]> inputs)
      throws IOException, InterruptedException {
    try (InputStream module = PageFile.class.getResourceAsStream("hash.js")) {
      Files.copy(Objects.requireNonNull(module), folder.resolve("hash.mjs"));
    }
    Path program = Files.writeString(folder.resolve("program.mjs"), PROGRAM);
    Path input =
        Files.write(
            folder.resolve("input"), inputs.stream().map(HexFormat.of()::formatHex).toList());
    Path output = folder.resolve("output");
    Process node =
        new ProcessBuilder("node", program.toString(), algorithm)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(node.waitFor(30, TimeUnit.SECONDS)).as("node ended").isTrue();
    } finally {
      node.destroyForcibly();
    }
    assertThat(node.exitValue()).as(Files.readString(output)).isZero();
    return Files.readAllLines(output);
  }

  private static boolean isNodeThere() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
  }
}
