package io.avatarorigin.origin.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Answers with the files of the demo page, and with {@code /page.json}, from which the page learns
 * what differs from one installation to the next.
 */
final class PageHandler implements WebHandler {
  private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
  private static final String OWN_FILES_ONLY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final int PICTURE_SIZE = 256;

  private final Map<String, PageFile> files;

  PageHandler(WebSettings settings, KeyGrammar keys) {
    files =
        Map.of(
            "/", PageFile.resource("page/index.html", "text/html; charset=utf-8"),
            "/page.css", PageFile.resource("page/page.css", "text/css; charset=utf-8"),
            "/page.js", PageFile.resource("page/page.js", "text/javascript; charset=utf-8"),
            "/favicon.svg", PageFile.resource("page/favicon.svg", "image/svg+xml"),
            "/page.json", PageFile.of(about(settings, keys), "application/json"));
  }

  Iterable<String> paths() {
    return files.keySet();
  }

  @Override
  public WebAnswer answer(Exchange exchange) {
    PageFile file = files.get(exchange.path());
    if (file == null) {
      return exchange.send(Problem.badKey());
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

  private static byte[] about(WebSettings settings, KeyGrammar keys) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("size", keys.offers(PICTURE_SIZE) ? PICTURE_SIZE : keys.nativeSize());
    json.put("prefix", keys.prefix());
    settings
        .bucket()
        .ifPresent(
            bucket ->
                json.putObject("bucket")
                    .put("endpoint", bucket.endpoint().toString())
                    .put("name", bucket.name())
                    .put("prefix", bucket.prefix()));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
