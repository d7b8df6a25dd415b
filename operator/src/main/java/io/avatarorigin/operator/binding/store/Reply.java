package io.avatarorigin.operator.binding.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer of the store. Those of its control interface come in two shapes, {@code status} with
 * {@code message}, and {@code Update}, {@code Message} and {@code Code}; either can tell of an
 * error although the HTTP status is a good one. Those of S3 are XML.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record Reply(int status, HttpHeaders headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");
  private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]{1,500})</Message>");
  private static final int LONGEST = 300;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** The same, if it tells of no error. */
  Reply orThrow(String act, List<String> secrets) {
    if (status / 100 == 2 && !tellsOfAnError()) {
      return this;
    }
    String text = hidden(said(), secrets);
    throw new StoreException(
        category(),
        "%s: the store answered %d%s".formatted(act, status, text.isEmpty() ? "" : ", " + text),
        pause());
  }

  /** The same where what was asked for is not there, which is what was wanted. */
  void orThrowUnlessAbsent(String act) {
    if (!isAbsent()) {
      orThrow(act, List.of());
    }
  }

  /** Whether there is no such thing. */
  boolean isAbsent() {
    return status == NOT_FOUND;
  }

  /** The body as JSON; nothing where it is none. */
  JsonNode json() {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new IllegalStateException("bytes cannot fail to be read", e);
    }
  }

  Fetched fetched() {
    return new Fetched(status, body, status == 200 ? "" : hidden(said(), List.of()));
  }

  private String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The error's code of S3's XML or of JSON, such as BucketAlreadyExists. */
  String code() {
    Matcher matcher = XML_CODE.matcher(text());
    return matcher.find() ? matcher.group(1) : json().path("Code").asText("");
  }

  private boolean tellsOfAnError() {
    JsonNode tree = json();
    return tree.path("status").asText("").equalsIgnoreCase("error")
        || isErrorCode(tree.path("Code"));
  }

  /** A number counts as an HTTP status; a word is an error unless it is one of success. */
  private static boolean isErrorCode(JsonNode code) {
    String text = code.asText("");
    if (text.isEmpty() || text.equals("0")) {
      return false;
    }
    if (text.chars().allMatch(Character::isDigit)) {
      return !text.startsWith("2");
    }
    return !List.of("ok", "success").contains(text.toLowerCase(Locale.ROOT));
  }

  private StoreException.Category category() {
    if (status == TOO_MANY_REQUESTS || status >= 500) {
      return StoreException.Category.UNAVAILABLE;
    }
    return switch (status) {
      case 401, 403 -> StoreException.Category.REFUSED;
      case NOT_FOUND -> StoreException.Category.NOT_FOUND;
      default -> StoreException.Category.REJECTED;
    };
  }

  private String said() {
    JsonNode tree = json();
    Matcher xml = XML_MESSAGE.matcher(text());
    String message =
        Stream.of(tree.path("message"), tree.path("Message"), tree.path("error"))
            .map(node -> node.asText(""))
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElseGet(() -> xml.find() ? xml.group(1) : "");
    return Stream.of(code(), message)
        .filter(text -> !text.isBlank())
        .reduce((code, text) -> code + ": " + text)
        .orElse("");
  }

  private static String hidden(String text, List<String> secrets) {
    String hidden = text;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, "***");
    }
    String line = hidden.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }

  private Optional<Duration> pause() {
    return headers
        .firstValue("retry-after")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(pause -> pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }
}
