package io.avatarorigin.origin.web.page;

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
  private static final int PICTURE_SIZE = 256;

  private final Map<String, PageFile> files;

  /**
   * Answers for one installation.
   *
   * @param sentTo what the pictures of a public bucket lie below, where there is one
   * @param bucket where the page says that pictures lie; absent: it does not say
   * @param keys those that the page shows
   */
  public PageHandler(Optional<URI> sentTo, Optional<Bucket> bucket, KeyGrammar keys) {
    files =
        Map.of(
            "/", PageFile.resource("index.html", "text/html; charset=utf-8"),
            "/page.css", PageFile.resource("page.css", "text/css; charset=utf-8"),
            "/page.js", PageFile.resource("page.js", "text/javascript; charset=utf-8"),
            "/md5.js", PageFile.resource("md5.js", "text/javascript; charset=utf-8"),
            "/favicon.svg", PageFile.resource("favicon.svg", "image/svg+xml"),
            "/page.json", PageFile.of(about(sentTo, bucket, keys), "application/json"));
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

  private static byte[] about(Optional<URI> sentTo, Optional<Bucket> bucket, KeyGrammar keys) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("size", keys.offers(PICTURE_SIZE) ? PICTURE_SIZE : keys.nativeSize());
    json.put("prefix", keys.prefix());
    sentTo.ifPresent(folder -> json.put("pictures", folder.toString()));
    bucket.ifPresent(
        shown ->
            json.putObject("bucket")
                .put("endpoint", shown.endpoint().toString())
                .put("name", shown.name())
                .put("prefix", shown.prefix()));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
