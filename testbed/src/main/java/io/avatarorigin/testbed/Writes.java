package io.avatarorigin.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was written to the API server since some moment, by its audit log. */
public final class Writes {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path log;
  private final long from;

  private Writes(Path log, long from) {
    this.log = log;
    this.from = from;
  }

  static Writes after(Path log) {
    try {
      return new Writes(log, Files.exists(log) ? Files.size(log) : 0);
    } catch (IOException e) {
      throw new TestbedException(log + " cannot be read", e);
    }
  }

  /**
   * One write.
   *
   * @param user who wrote
   * @param verb create, update, patch, delete or deletecollection
   * @param object resource, namespace and name, such as {@code pods ns/name}
   * @param at when it came
   */
  public record Write(String user, String verb, String object, Instant at) {}

  /** All of them, of whoever the name begins with this. */
  public List<Write> by(String user) {
    List<Write> writes = new ArrayList<>();
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(from);
      String text =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1); // the last may be half written
      for (String line : whole.lines().toList()) {
        Write write = write(JSON.readTree(line));
        if (write.user().startsWith(user)) {
          writes.add(write);
        }
      }
    } catch (IOException e) {
      throw new TestbedException(log + " cannot be read", e);
    }
    return writes;
  }

  private static Write write(JsonNode event) {
    JsonNode object = event.path("objectRef");
    String subresource = object.path("subresource").asText("");
    return new Write(
        event.path("user").path("username").asText(""),
        event.path("verb").asText(""),
        "%s%s %s/%s"
            .formatted(
                object.path("resource").asText(""),
                subresource.isEmpty() ? "" : "/" + subresource,
                object.path("namespace").asText(""),
                object.path("name").asText("")),
        Instant.parse(event.path("requestReceivedTimestamp").asText()));
  }
}
