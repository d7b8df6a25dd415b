package io.avatarorigin.sigv4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the signing suite: its table of expectations, and requests that no HTTP server would take.
 */
final class Vectors {
  private static final Path ROOT = root();

  private Vectors() {}

  /** One line of the table. */
  record Line(String name, String variant, boolean matches, String twin, String payloadHash) {
    String file(String suffix) {
      return read("v4/" + name + "/" + variant + "-" + suffix + ".txt");
    }

    String twinSignature() {
      return read("v4/" + twin + "/" + variant + "-signature.txt");
    }

    String context(String key) {
      Matcher matcher =
          Pattern.compile('"' + key + "\": \"([^\"]*)\"")
              .matcher(read("v4/" + name + "/context.json"));
      if (!matcher.find()) {
        throw new IllegalStateException("No " + key + " in the context of " + name);
      }
      return matcher.group(1);
    }

    SignableRequest signedRequest() {
      return parse(file("signed-request"));
    }

    @Override
    public String toString() {
      return name + " " + variant;
    }
  }

  static List<Line> lines() {
    return read("expected.tsv")
        .lines()
        .skip(1)
        .map(line -> line.split("\t"))
        .map(c -> new Line(c[0], c[1], c[2].equals("match"), c[3], c[4]))
        .toList();
  }

  static List<String> caseNames() {
    try (Stream<Path> folders = Files.list(ROOT.resolve("v4"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Folded lines are joined to their header; the body is left alone. */
  static SignableRequest parse(String text) {
    List<String> lines = text.lines().toList();
    String start = lines.getFirst();
    String method = start.substring(0, start.indexOf(' '));
    String target = start.substring(method.length() + 1, start.lastIndexOf(' '));
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    List<HeaderField> headers = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.isEmpty()) {
        break;
      }
      if (line.startsWith(" ")) {
        HeaderField folded = headers.removeLast();
        headers.add(new HeaderField(folded.name(), folded.value() + " " + line));
      } else {
        int colon = line.indexOf(':');
        headers.add(new HeaderField(line.substring(0, colon), line.substring(colon + 1)));
      }
    }
    return new SignableRequest(method, path, Query.parse(query), headers);
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    URL url = Objects.requireNonNull(Vectors.class.getResource("/sigv4-vectors"));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
