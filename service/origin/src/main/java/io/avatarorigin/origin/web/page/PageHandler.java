package io.avatarorigin.origin.web.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.web.exchange.Exchange;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.exchange.WebHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers with the files of the demo page, and with {@code /page.json}, from which the page learns
 * what differs from one installation to the next.
 */
public final class PageHandler implements WebHandler {
  private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
  private static final String OWN_FILES_ONLY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final List<String> MODULES =
      List.of(
          "page.js", "drawing.js", "hash.js", "playground.js", "recent.js", "take.js", "words.js");
  private static final int PICTURE_SIZE = 256;

  private final Map<String, PageFile> files;

  /**
   * What differs from one installation to the next.
   *
   * @param sentTo what the pictures of a public bucket lie below, where there is one
   * @param bucket where the page says that pictures lie; absent: it does not say
   * @param keys those that the page shows
   * @param events whether the page can follow draws
   * @param vocabulary the file to begin to play with; absent: there is no playground
   */
  public record Installation(
      Optional<URI> sentTo,
      Optional<Bucket> bucket,
      KeyGrammar keys,
      boolean events,
      Optional<String> vocabulary) {}

  /** Answers for one installation. */
  public PageHandler(Installation installation) {
    Map<String, PageFile> served = new HashMap<>();
    served.put("/", PageFile.resource("index.html", "text/html; charset=utf-8"));
    served.put("/page.css", PageFile.resource("page.css", "text/css; charset=utf-8"));
    served.put("/favicon.svg", PageFile.resource("favicon.svg", "image/svg+xml"));
    for (String module : MODULES) {
      served.put("/" + module, PageFile.resource(module, "text/javascript; charset=utf-8"));
    }
    served.put("/page.json", PageFile.of(about(installation), "application/json"));
    installation
        .vocabulary()
        .map(yaml -> PageFile.of(yaml.getBytes(StandardCharsets.UTF_8), "application/yaml"))
        .ifPresent(file -> served.put("/vocabulary.yaml", file));
    files = Map.copyOf(served);
  }

  /** The paths that it answers. */
  public Iterable<String> paths() {
    return files.keySet();
  }

  @Override
  public WebAnswer answer(Exchange exchange) {
    PageFile file = files.get(exchange.path());
    if (file == null) {
      return exchange.send(Problem.noSuchPath());
    }
    exchange
        .nosniff()
        .header(HeaderNames.CACHE_CONTROL, "no-cache")
        .header(HeaderNames.ETAG, file.etag())
        .header(POLICY, OWN_FILES_ONLY)
        .header(REFERRER_POLICY, "no-referrer");
    if (exchange.has(file.etag())) {
      exchange.sendEmpty(304);
      return WebAnswer.NOT_MODIFIED;
    }
    exchange.send(200, file.contentType(), file.content());
    return WebAnswer.PAGE;
  }

  private static byte[] about(Installation installation) {
    KeyGrammar keys = installation.keys();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("size", keys.offers(PICTURE_SIZE) ? PICTURE_SIZE : keys.nativeSize());
    ArrayNode sizes = json.putArray("sizes");
    keys.sizes().stream().sorted(Comparator.reverseOrder()).forEach(sizes::add);
    json.put("events", installation.events());
    json.put("playground", installation.vocabulary().isPresent());
    installation.sentTo().ifPresent(folder -> json.put("pictures", folder.toString()));
    installation
        .bucket()
        .ifPresent(
            shown ->
                json.putObject("bucket")
                    .put("endpoint", shown.endpoint().toString())
                    .put("name", shown.name())
                    .put("prefix", shown.prefix())
                    .put("region", shown.region())
                    .put("unsigned", shown.readers() == Bucket.Readers.EVERYBODY));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
