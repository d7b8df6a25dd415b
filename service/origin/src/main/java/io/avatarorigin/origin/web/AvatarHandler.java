package io.avatarorigin.origin.web;

import io.avatarorigin.origin.client.ClientNetwork;
import io.avatarorigin.origin.client.CountedProxies;
import io.avatarorigin.origin.store.Rendition;
import io.avatarorigin.origin.web.access.DrawGate;
import io.avatarorigin.origin.web.exchange.Exchange;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.Query;
import io.avatarorigin.origin.web.exchange.Validators;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.exchange.WebHandler;
import io.avatarorigin.origin.web.substitute.SubstitutePainter;
import io.helidon.http.HeaderNames;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code GET} and {@code HEAD} of {@code /avatar/{key}} with a picture, as Gravatar does.
 */
final class AvatarHandler implements WebHandler {
  static final String PATH = "/avatar/";

  /** The value {@code n} of this parameter asks for the picture itself; the demo page does. */
  private static final String REDIRECT = "redirect";

  private static final String NEVER_KEPT = "no-store";

  /** Where pictures lie may change, and a barred hash is to be noticed soon. */
  private static final Duration REDIRECT_MAX_AGE = Duration.ofMinutes(5);

  /** When there is room again for a substitute. */
  private static final Duration PAINTED_SOON = Duration.ofSeconds(1);

  private final AvatarRequest.Reader reader;
  private final AvatarDesk desk;
  private final SubstitutePainter painter;
  private final CountedProxies proxies;
  private final Optional<PublicBucket> sentTo;
  private final String kept;
  private final String redirectKept;

  AvatarHandler(
      AvatarRequest.Reader reader,
      AvatarDesk desk,
      SubstitutePainter painter,
      WebSettings settings) {
    this.reader = reader;
    this.desk = desk;
    this.painter = painter;
    this.proxies = settings.rules().proxies();
    WebSettings.Publication publication = settings.publication();
    this.sentTo = publication.sentTo();
    this.kept = kept(publication.maxAge());
    this.redirectKept = kept(Collections.min(List.of(publication.maxAge(), REDIRECT_MAX_AGE)));
  }

  private static String kept(Duration maxAge) {
    return "public, max-age=" + maxAge.toSeconds();
  }

  @Override
  public WebAnswer answer(Exchange exchange) {
    String path = exchange.path();
    String name = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
    Query query = exchange.query();
    AvatarRequest request = reader.read(name, query, exchange.values(HeaderNames.ACCEPT));
    ClientNetwork client = ClientNetwork.of(exchange.client(proxies));
    DrawGate.Claim claim = new DrawGate.Claim(client, exchange.rawPath(), query);
    return switch (desk.answer(request, claim)) {
      case Answer.Picture picture ->
          elsewhere(picture, query)
              .map(location -> redirect(picture, location, exchange))
              .orElseGet(() -> send(picture, exchange));
      case Answer.Substituted substituted -> send(substituted, exchange);
      case Answer.Redirected(var location) -> {
        exchange
            .personal()
            .header(HeaderNames.CACHE_CONTROL, NEVER_KEPT)
            .header(HeaderNames.LOCATION, location.toASCIIString())
            .sendEmpty(302);
        yield WebAnswer.REDIRECT;
      }
      case Answer.Failed(Problem problem) -> exchange.send(problem);
    };
  }

  private Optional<URI> elsewhere(Answer.Picture picture, Query query) {
    boolean wantedHere = query.value(REDIRECT).filter("n"::equalsIgnoreCase).isPresent();
    return wantedHere
        ? Optional.empty()
        : sentTo.flatMap(bucket -> bucket.locationOf(picture.key()));
  }

  /** The picture is drawn and kept, so that the bucket, where it has none yet, finds it here. */
  private WebAnswer redirect(Answer.Picture picture, URI location, Exchange exchange) {
    exchange
        .personal()
        .header(HeaderNames.CACHE_CONTROL, redirectKept)
        .header(HeaderNames.LOCATION, location.toASCIIString());
    if (picture.negotiated()) {
      exchange.header(HeaderNames.VARY, "Accept");
    }
    exchange.sendEmpty(302);
    return picture.kind();
  }

  private WebAnswer send(Answer.Picture picture, Exchange exchange) {
    Rendition rendition = picture.rendition();
    Validators validators = new Validators("\"" + rendition.md5() + "\"", rendition.drawnAt());
    exchange
        .personal()
        .header(HeaderNames.CACHE_CONTROL, kept)
        .header(HeaderNames.ETAG, validators.etag())
        .header(HeaderNames.LAST_MODIFIED, validators.lastModifiedText());
    if (picture.negotiated()) {
      exchange.header(HeaderNames.VARY, "Accept");
    }
    if (exchange.has(validators)) {
      exchange.sendEmpty(304);
      return WebAnswer.NOT_MODIFIED;
    }
    exchange.send(200, rendition.format().contentType(), rendition.content());
    return picture.kind();
  }

  private WebAnswer send(Answer.Substituted substituted, Exchange exchange) {
    Optional<byte[]> png = painter.png(substituted.wanted());
    if (png.isEmpty()) {
      return exchange.send(Problem.queueFull(PAINTED_SOON));
    }
    exchange
        .personal()
        .header(HeaderNames.CACHE_CONTROL, NEVER_KEPT)
        .send(200, "image/png", png.get());
    return WebAnswer.SUBSTITUTE;
  }
}
