package io.avatarorigin.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** A program with somebody's client, which is told by lines of JSON what to call and answers so. */
final class ClientProgram implements AutoCloseable {
  static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();
  private static final Path TARGET = Path.of("target/clients").toAbsolutePath();
  private static final Path S3_CLIENTS =
      Path.of("../service/origin/src/test/clients/python/requirements.txt").toAbsolutePath();
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  private ClientProgram(List<String> command) throws IOException {
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.orders = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Tigris' own SDKs. */
  static ClientProgram tigris() throws IOException {
    Path folder = TARGET.resolve("javascript");
    Packages.ofNode(folder, SOURCES.resolve("javascript"));
    Path program = folder.resolve("tigris.mjs"); // where it finds the packages
    Files.copy(
        SOURCES.resolve("javascript/tigris.mjs"), program, StandardCopyOption.REPLACE_EXISTING);
    return new ClientProgram(List.of("node", program.toString()));
  }

  /** The S3 client of boto3. */
  static ClientProgram boto3() throws IOException {
    String python = python().program("python").toString();
    return new ClientProgram(List.of(python, SOURCES.resolve("python/boto.py").toString()));
  }

  /** With boto3 and aws-cli, in the versions of the origin's tests with clients. */
  static Packages python() {
    return Packages.ofPython(TARGET.resolve("python"), S3_CLIENTS);
  }

  /** What came of one call, as the client tells it. */
  JsonNode call(Map<String, Object> order) {
    try {
      orders.write(JSON.writeValueAsString(order));
      orders.newLine();
      orders.flush();
      return JSON.readTree(answers.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    orders.close();
    process.onExit().join();
  }
}
