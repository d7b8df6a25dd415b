package io.avatarorigin.origin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.TestedOrigin;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * URLs that libraries for Gravatar and Libravatar make are good here: with another host, and else
 * as they are.
 */
class AvatarClientsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ADA = " Ada@Example.ORG ";
  private static final String ADA_MD5 = "5bfcf2d8e394674550332640d72db509";
  private static final String OPENID = "HTTPS://Ada.Example/~Ada?x=1";
  private static final String OPENID_SHA256 =
      "21ae715e97076e90161fa2afdd3eb1e5a210a363885f15e5f2947e1c43f2d40f";
  private static final String ELSEWHERE = "https://pictures.example/a%20b.png?c=d&e=f";

  @TempDir private static Path folder;
  private static OriginServer drawing;
  private static OriginServer drawingNothing;
  private static final Map<Library, List<String>> URLS = new EnumMap<>(Library.class);

  private enum Library {
    PYLIBRAVATAR,
    GRAVATAR,
    /** Has no option for the host. */
    GRAVATAR_URL
  }

  /** What a library is told, as its program reads it. */
  private record Call(String origin, String who, Map<String, Object> options) {}

  /**
   * A URL to make, and its answer.
   *
   * @param draws whether the origin that is asked may draw
   * @param hash what the library is to make of {@code who}
   * @param size of the picture or its substitute; 0 where there is neither
   */
  private record Use(
      Library library,
      String who,
      Map<String, Object> options,
      boolean draws,
      String hash,
      int status,
      int size) {
    @Override
    public String toString() {
      return library + " " + options + " is answered " + status + (draws ? "" : ", not drawn");
    }

    Call call() {
      return new Call(origin(), who, options);
    }

    String origin() {
      return "http://localhost:" + (draws ? drawing : drawingNothing).webPort();
    }
  }

  private static final List<Use> USES =
      List.of(
          picture(Library.PYLIBRAVATAR, Map.of(), 80),
          picture(Library.PYLIBRAVATAR, Map.of("size", 64), 64),
          picture(Library.PYLIBRAVATAR, Map.of("size", 9999, "default", "mm"), 512),
          new Use(Library.PYLIBRAVATAR, OPENID, Map.of("size", 40), true, OPENID_SHA256, 200, 40),
          instead(Library.PYLIBRAVATAR, Map.of("default", "identicon", "size", 48), 200, 48),
          instead(Library.PYLIBRAVATAR, Map.of("default", 404), 404, 0),
          instead(Library.PYLIBRAVATAR, Map.of("default", ELSEWHERE), 302, 0),
          picture(Library.GRAVATAR, Map.of(), 80),
          picture(Library.GRAVATAR, Map.of("s", "200", "r", "pg", "d", "404"), 200),
          picture(Library.GRAVATAR, Map.of("size", 300, "default", "robohash"), 300),
          instead(Library.GRAVATAR, Map.of("s", "100", "d", "retro", "f", "y"), 200, 100),
          instead(Library.GRAVATAR, Map.of("d", "initials", "name", "Ada Lovelace"), 200, 80),
          instead(Library.GRAVATAR, Map.of("d", "404"), 404, 0),
          instead(Library.GRAVATAR, Map.of("d", ELSEWHERE), 302, 0),
          picture(Library.GRAVATAR_URL, Map.of(), 80),
          picture(Library.GRAVATAR_URL, Map.of("size", 128, "rating", "x", "default", "mm"), 128),
          picture(Library.GRAVATAR_URL, Map.of("size", 3000), 2048),
          instead(Library.GRAVATAR_URL, Map.of("size", 32, "default", "blank"), 200, 32),
          instead(Library.GRAVATAR_URL, Map.of("default", "404"), 404, 0),
          instead(Library.GRAVATAR_URL, Map.of("default", ELSEWHERE), 302, 0));

  private static Use picture(Library library, Map<String, Object> options, int size) {
    return new Use(library, ADA, options, true, ADA_MD5, 200, size);
  }

  private static Use instead(Library library, Map<String, Object> options, int status, int size) {
    return new Use(library, ADA, options, false, ADA_MD5, status, size);
  }

  @BeforeAll
  static void start() throws IOException {
    drawing = new TestedOrigin(folder.resolve("drawing")).start();
    drawingNothing =
        new TestedOrigin(folder.resolve("drawing-nothing"))
            .with("web.access", "off")
            .with("web.redirect-hosts", "[pictures.example]")
            .start();
    Installations installed = new Installations();
    Path python = installed.python();
    Path javaScript = installed.javaScript();
    String program = Installations.SOURCES.resolve("python/with_pylibravatar.py").toString();
    make(Library.PYLIBRAVATAR, python.toString(), "-B", program);
    make(Library.GRAVATAR, "node", javaScript.resolve("gravatar.mjs").toString());
    make(Library.GRAVATAR_URL, "node", javaScript.resolve("gravatar-url.mjs").toString());
  }

  private static void make(Library library, String... program) throws IOException {
    String calls = JSON.writeValueAsString(of(library).stream().map(Use::call).toList());
    List<String> command = Stream.concat(Stream.of(program), Stream.of(calls)).toList();
    URLS.put(
        library,
        JSON.readValue(Commands.succeed(folder, command), new TypeReference<List<String>>() {}));
  }

  private static List<Use> of(Library library) {
    return USES.stream().filter(use -> use.library() == library).toList();
  }

  @AfterAll
  static void stop() {
    drawing.close();
    drawingNothing.close();
    URLS.clear();
  }

  static Stream<Use> theUrlOfALibraryIsGoodHere() {
    return USES.stream();
  }

  @ParameterizedTest
  @MethodSource
  void theUrlOfALibraryIsGoodHere(Use use) throws IOException {
    URI made = URI.create(URLS.get(use.library()).get(of(use.library()).indexOf(use)));
    assertThat(made.getPath()).isEqualTo("/avatar/" + use.hash());

    // Drawn and encoded before the URL is asked for, which with a default would not wait long.
    Optional<byte[]> picture = use.draws() ? Optional.of(canonical(use)) : Optional.empty();
    HttpResponse<byte[]> answer = Anybody.asks("GET", here(use, made));

    assertThat(answer.statusCode()).isEqualTo(use.status());
    if (use.status() == 302) {
      assertThat(header(answer, "Location")).isEqualTo(ELSEWHERE);
    } else if (use.status() == 200) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
      assertThat(List.of(image.getWidth(), image.getHeight())).containsOnly(use.size());
      assertThat(header(answer, "Content-Type"))
          .isEqualTo(use.draws() ? "image/jpeg" : "image/png");
    }
    picture.ifPresent(content -> assertThat(answer.body()).isEqualTo(content));
  }

  /** The picture under its own key. */
  private static byte[] canonical(Use use) {
    URI uri = URI.create(use.origin() + "/avatar/" + use.hash() + "@" + use.size() + ".jpg");
    return Anybody.asks("GET", uri).body();
  }

  /** The URL as it is where the library takes the host, else with this host. */
  private static URI here(Use use, URI made) {
    if (use.library() != Library.GRAVATAR_URL) {
      assertThat(made.toString()).startsWith(use.origin() + "/");
      return made;
    }
    String query = made.getRawQuery() == null ? "" : "?" + made.getRawQuery();
    return URI.create(use.origin() + made.getRawPath() + query);
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("absent");
  }
}
