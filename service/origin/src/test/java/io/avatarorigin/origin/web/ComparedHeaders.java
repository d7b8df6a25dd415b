package io.avatarorigin.origin.web;

import static io.avatarorigin.origin.web.Compared.MD5;
import static io.avatarorigin.origin.web.Compared.NONE;
import static io.avatarorigin.origin.web.Compared.UNTOLD;
import static io.avatarorigin.origin.web.Compared.cold;
import static io.avatarorigin.origin.web.Compared.header;
import static io.avatarorigin.origin.web.Compared.picture;
import static io.avatarorigin.origin.web.Compared.problem;
import static io.avatarorigin.origin.web.Compared.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.web.access.DrawBudget;
import io.avatarorigin.vocabulary.Hash;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Methods, headers and what is told of errors. */
final class ComparedHeaders {
  private static final String PATH = "/avatar/" + MD5;

  static final List<Compared> ROWS =
      List.of(
          new Compared(
              "`Accept`",
              UNTOLD,
              UNTOLD,
              "where there is no extension: WebP for clients that name `image/webp`, whatever"
                  + " weight above 0 they give it, else the configured format (JPEG); `Vary:"
                  + " Accept`",
              web -> {
                for (String accept : List.of("image/webp,*/*", "image/webp;q=0.1, image/jpeg")) {
                  HttpResponse<byte[]> named =
                      picture(web, MD5, MD5 + "@80.webp", "Accept", accept);
                  assertThat(header(named, "Vary")).isEqualTo("Accept");
                }
                HttpResponse<byte[]> other = picture(web, MD5, MD5 + "@80.jpg", "Accept", "*/*");
                assertThat(header(other, "Vary")).isEqualTo("Accept");
                picture(web, MD5, MD5 + "@80.jpg", "Accept", "image/webp;q=0, */*");
                HttpResponse<byte[]> extension =
                    picture(web, MD5 + ".png", MD5 + "@80.png", "Accept", "image/webp");
                assertThat(header(extension, "Vary")).isEqualTo("absent");
              }),
          new Compared(
              "`Cache-Control` of a picture",
              UNTOLD,
              "`max-age=300`",
              "`public, max-age=86400`, by `web.max-age`",
              web ->
                  assertThat(header(web.get(PATH), "Cache-Control"))
                      .isEqualTo("public, max-age=86400")),
          new Compared(
              "`Cache-Control` of a default, an error, or a redirect to a default",
              UNTOLD,
              "`max-age=300`",
              "`no-store`: the picture may be there the next time",
              web -> {
                cold(web);
                for (String asked :
                    List.of("", "?d=mp", "?d=404", "?d=https://pictures.example/")) {
                  assertThat(header(web.get(PATH + asked), "Cache-Control"))
                      .as(asked)
                      .isEqualTo("no-store");
                }
              }),
          new Compared(
              "`ETag`, `Last-Modified`",
              UNTOLD,
              UNTOLD,
              "both, of pictures; `If-None-Match`, else `If-Modified-Since`, is answered 304",
              web -> {
                HttpResponse<byte[]> whole = web.get(PATH);
                String etag = header(whole, "ETag");
                String date = header(whole, "Last-Modified");
                assertThat(web.get(PATH, "If-None-Match", etag).statusCode()).isEqualTo(304);
                assertThat(web.get(PATH, "If-Modified-Since", date).statusCode()).isEqualTo(304);
                HttpResponse<byte[]> other =
                    web.get(PATH, "If-None-Match", "\"other\"", "If-Modified-Since", date);
                assertThat(other.statusCode()).isEqualTo(200);
              }),
          new Compared(
              "`HEAD`",
              UNTOLD,
              UNTOLD,
              "the headers of `GET`; it has a picture drawn as well",
              web -> {
                HttpResponse<byte[]> head = web.head(PATH);
                assertThat(head.statusCode()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                assertThat(web.source.fetched).hasSize(1);
                HttpResponse<byte[]> whole = web.get(PATH);
                for (String name : List.of("Content-Length", "Content-Type", "ETag")) {
                  assertThat(header(head, name)).isEqualTo(header(whole, name));
                }
              }),
          new Compared(
              "`OPTIONS`",
              UNTOLD,
              "the values of `d`, in `Allow`",
              "differs: 405 with `Allow: GET, HEAD`, as for every other method",
              web -> {
                for (String method : List.of("OPTIONS", "POST")) {
                  HttpResponse<byte[]> response = web.send(method, PATH);
                  assertThat(response.statusCode()).isEqualTo(405);
                  assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
                }
              }),
          new Compared(
              "pages of other sites",
              UNTOLD,
              UNTOLD,
              "may show and read everything (`Access-Control-Allow-Origin: *`,"
                  + " `Cross-Origin-Resource-Policy: cross-origin`), by requests that need no"
                  + " preflight",
              web -> {
                forEverybody(web.get(PATH));
                cold(web);
                forEverybody(web.get(PATH));
                forEverybody(web.get(PATH + "?d=mp"));
                forEverybody(web.get(PATH + "?d=https://pictures.example/"));
              }),
          new Compared(
              "search engines",
              UNTOLD,
              UNTOLD,
              "are told `X-Robots-Tag: noindex`",
              web -> assertThat(header(web.get(PATH), "X-Robots-Tag")).isEqualTo("noindex")),
          new Compared(
              "redirect to the picture",
              NONE,
              "to Gravatar's, by `gravatarredirect=y`",
              "302 to a public bucket where `web.pictures-at` names one, kept for 300 s",
              web -> {
                try (RunningWeb sending = RunningWeb.start(ComparedParameters.sending())) {
                  HttpResponse<byte[]> response =
                      redirect(sending, MD5 + ".png", "https://bucket.example/" + MD5 + "@80.png");
                  assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=300");
                }
              }),
          new Compared(
              "bodies of errors",
              UNTOLD,
              UNTOLD,
              "`application/problem+json` (RFC 9457) with a `reason` for programs; where coming"
                  + " back helps `Retry-After`, which scripts of other sites can read",
              web -> {
                cold(web);
                HttpResponse<byte[]> response = problem(web, MD5, 503);
                assertThat(header(response, "Retry-After")).isEqualTo("7");
                assertThat(header(response, "Access-Control-Expose-Headers"))
                    .isEqualTo("Retry-After");
                assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .contains("\"status\":503", "\"reason\":\"not_yet\"");
              }),
          new Compared(
              "too many requests",
              UNTOLD,
              UNTOLD,
              "429 with `Retry-After` for a picture that would have to be drawn, where a [draw"
                  + " budget](#draw-budgets) is spent; pictures that are there are always sent",
              web -> {
                try (RunningWeb spent =
                    RunningWeb.start(SettingsFixture.open().global(new DrawBudget(0, 0)))) {
                  assertThat(header(problem(spent, MD5, 429), "Retry-After"))
                      .isNotEqualTo("absent");
                  spent.source.drawn.add(Hash.parse(MD5));
                  picture(spent, MD5, MD5 + "@80.jpg");
                }
              }));

  private ComparedHeaders() {}

  private static void forEverybody(HttpResponse<byte[]> response) {
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
  }
}
