package io.avatarorigin.origin.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A client that runs the checklist.
 *
 * @param version the version that is tested, as {@code pin} has it
 * @param pin the file of this module that fixes the version; empty where Debian does
 * @param settings what has to be set besides endpoint, region and keys
 * @param cannot what the client does not do, and why
 * @param correctsRegion whether it signs again for the region that a refusal names
 * @param program runs the checklist and reports what it saw, one object per check
 */
record TestedClient(
    String name,
    String version,
    String pin,
    String settings,
    Map<Check, String> cannot,
    boolean correctsRegion,
    Function<Order, JsonNode> program) {
  private static final JsonMapper JSON = new JsonMapper();

  TestedClient {
    cannot = Map.copyOf(cannot);
  }

  @Override
  public String toString() {
    return name;
  }

  /** A program of its own that is given the order and prints its report. */
  static Function<Order, JsonNode> process(Function<Order, List<String>> command) {
    return order -> {
      try {
        String printed = Commands.succeed(Path.of(order.folder()), command.apply(order));
        return JSON.readTree(printed);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** The order as the last argument of such a program. */
  static String argument(Order order) {
    try {
      return JSON.writeValueAsString(order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
