package io.avatarorigin.origin.s3.auth;

import static io.avatarorigin.origin.s3.auth.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.SigningTime;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Request heads as real clients sent them, with the example key pair of the AWS documentation; here
 * it is always the time at which they were signed. The first line of each file names the client and
 * its version.
 */
class RecordedRequestsTest {
  static List<Path> recordings() throws IOException, URISyntaxException {
    Path folder = Path.of(RecordedRequestsTest.class.getResource("RecordedRequestsTest").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void acceptsWhatClientsSend(Path recording) throws IOException {
    AuthRequest request = read(recording);

    assertThat(authenticator(recording).authenticate(request)).isEqualTo(Requests.HOLDER);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void refusesTheSameOfAnotherPath(Path recording) throws IOException {
    AuthRequest sent = read(recording);
    AuthRequest other =
        new AuthRequest(sent.method(), sent.rawPath() + "x", sent.rawQuery(), sent.headers());

    assertRefused(authenticator(recording), other, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
  }

  private static S3Authenticator authenticator(Path recording) throws IOException {
    Matcher time = Pattern.compile("[0-9]{8}T[0-9]{6}Z").matcher(Files.readString(recording));
    assertThat(time.find()).isTrue();
    Instant signed = SigningTime.parse(time.group()).orElseThrow().instant();
    return Requests.authenticator(AuthPolicy.of("us-east-1"), signed);
  }

  private static AuthRequest read(Path recording) throws IOException {
    List<String> lines = Files.readAllLines(recording);
    String[] start = lines.get(1).split(" ");
    String[] target = start[1].split("\\?", 2);
    List<HeaderField> headers =
        lines.stream()
            .skip(2)
            .map(line -> line.split(": ", 2))
            .map(header -> new HeaderField(header[0], header[1]))
            .toList();
    return new AuthRequest(start[0], target[0], target.length > 1 ? target[1] : "", headers);
  }
}
