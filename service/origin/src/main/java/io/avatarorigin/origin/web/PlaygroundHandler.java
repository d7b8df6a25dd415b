package io.avatarorigin.origin.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.client.CountedProxies;
import io.avatarorigin.origin.client.RequestRates;
import io.avatarorigin.origin.store.EncodeQueue;
import io.avatarorigin.origin.web.exchange.Exchange;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.exchange.WebHandler;
import io.avatarorigin.vocabulary.Fault;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.InvalidVocabularyException;
import io.avatarorigin.vocabulary.Vocabulary;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;

/**
 * Answers {@code POST /vocabulary?hash=} with what the vocabulary in its body says about the hash,
 * or with all that is wrong with it. Keeps nothing and draws nothing.
 *
 * <p>The content type is one that a page of another site cannot send unasked, and asking is not
 * answered: the playground is for the demo page.
 */
final class PlaygroundHandler implements WebHandler {
  static final String PATH = "/vocabulary";

  /** As often as a client may play for long; ten seconds' worth of it at once. */
  static final int MOST_PER_SECOND = 5;

  private static final int MOST_OCTETS = 64 << 10;
  private static final String YAML = "application/yaml";

  /** The largest vocabulary takes no longer than a picture of this side. */
  private static final int LIKE_A_PICTURE_OF = 512;

  private static final Duration READ_SOON = Duration.ofSeconds(1);

  private final RequestRates rates;
  private final CountedProxies proxies;
  private final EncodeQueue threads;

  PlaygroundHandler(RequestRates rates, CountedProxies proxies, EncodeQueue threads) {
    this.rates = rates;
    this.proxies = proxies;
    this.threads = threads;
  }

  @Override
  public WebAnswer answer(Exchange exchange) {
    Optional<Duration> refusal = rates.refusal(exchange.client(proxies));
    if (refusal.isPresent()) {
      return exchange.send(Problem.tooOften(refusal.get()));
    }
    Optional<Hash> hash = exchange.query().value("hash").filter(Hash::isHash).map(Hash::parse);
    if (hash.isEmpty()) {
      return exchange.send(Problem.noHash());
    }
    if (!exchange.contentType().equals(YAML)) {
      return exchange.send(Problem.notYaml());
    }
    OptionalLong length = exchange.bodyLength();
    if (length.isEmpty()) {
      return exchange.send(Problem.noLength());
    }
    if (length.getAsLong() > MOST_OCTETS) {
      return exchange.send(Problem.bodyTooLarge(MOST_OCTETS));
    }
    byte[] body = exchange.body((int) length.getAsLong());
    return answer(exchange, hash.get(), new String(body, StandardCharsets.UTF_8));
  }

  private WebAnswer answer(Exchange exchange, Hash hash, String yaml) {
    try {
      ObjectNode json = threads.submit(LIKE_A_PICTURE_OF, () -> read(yaml, hash)).join();
      exchange
          .nosniff()
          .header(HeaderNames.CACHE_CONTROL, "no-store")
          .send(200, "application/json", json);
      return WebAnswer.PLAYED;
    } catch (RejectedExecutionException e) {
      return exchange.send(Problem.queueFull(READ_SOON));
    }
  }

  /** What the vocabulary says about the hash, or its faults. */
  static ObjectNode read(String yaml, Hash hash) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    try {
      Vocabulary vocabulary = Vocabulary.parse(yaml, "vocabulary");
      json.put("name", vocabulary.name());
      ReadingJson.write(vocabulary.read(hash), json);
    } catch (InvalidVocabularyException e) {
      ArrayNode faults = json.putArray("faults");
      e.faults().forEach(fault -> write(fault, faults.addObject()));
    }
    return json;
  }

  private static void write(Fault fault, ObjectNode json) {
    json.put("line", fault.line())
        .put("column", fault.column())
        .put("path", fault.path())
        .put("message", fault.message());
  }
}
