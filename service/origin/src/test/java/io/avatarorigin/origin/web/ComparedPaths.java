package io.avatarorigin.origin.web;

import static io.avatarorigin.origin.web.Compared.MD5;
import static io.avatarorigin.origin.web.Compared.NONE;
import static io.avatarorigin.origin.web.Compared.SHA256;
import static io.avatarorigin.origin.web.Compared.UNTOLD;
import static io.avatarorigin.origin.web.Compared.header;
import static io.avatarorigin.origin.web.Compared.picture;
import static io.avatarorigin.origin.web.Compared.problem;
import static io.avatarorigin.origin.web.Compared.substitute;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;

/** How a picture is named. */
final class ComparedPaths {
  static final List<Compared> ROWS =
      List.of(
          new Compared(
              "MD5 of the address, 32 digits",
              "taken, though SHA-256 is what its documents tell to use",
              "taken",
              "taken",
              web -> picture(web, MD5, MD5 + "@80.jpg")),
          new Compared(
              "SHA-256 of the address, 64 digits",
              "taken",
              "taken, also of an OpenID's URL",
              "taken, whatever it is the hash of; the picture is another than that of the MD5",
              web -> picture(web, SHA256, SHA256 + "@80.jpg")),
          new Compared(
              "a hash in capitals",
              UNTOLD,
              UNTOLD,
              "the picture of the small letters",
              web -> picture(web, MD5.toUpperCase(Locale.ROOT) + ".png?s=64", MD5 + "@64.png")),
          new Compared(
              "`.jpg`",
              "may follow",
              "ignored",
              "JPEG",
              web ->
                  assertThat(header(picture(web, MD5 + ".jpg", MD5 + "@80.jpg"), "Content-Type"))
                      .isEqualTo("image/jpeg")),
          new Compared(
              "`.jpeg`, `.png`, `.webp`",
              UNTOLD,
              "ignored",
              "choose the format, in either case",
              web -> {
                picture(web, MD5 + ".jpeg", MD5 + "@80.jpg");
                picture(web, MD5 + ".PNG", MD5 + "@80.png");
                picture(web, MD5 + ".webp", MD5 + "@80.webp");
              }),
          new Compared(
              "`.gif` and other extensions",
              UNTOLD,
              "ignored",
              "differs: no picture, which is 404 or what `d` asks for",
              web -> {
                problem(web, MD5 + ".gif", 404);
                substitute(web, MD5 + ".gif?d=mp");
              }),
          new Compared(
              "`@N` before the extension",
              NONE,
              NONE,
              "size in the path, as in the S3 keys: `HASH@256.png`. It comes before `s`. A size"
                  + " that is not offered is no picture",
              web -> {
                picture(web, MD5 + "@256.png?s=64", MD5 + "@256.png");
                picture(web, MD5 + "@256", MD5 + "@256.jpg");
                problem(web, MD5 + "@2049", 404);
              }),
          new Compared(
              "no hash, or what is none",
              UNTOLD,
              "redirects to a picture of its own",
              "differs: 404, or what `d` asks for. Nothing is drawn",
              web -> {
                problem(web, "", 404);
                problem(web, "nobody", 404);
                problem(web, "nobody?d=404", 404);
                assertThat(substitute(web, "?d=mp")).isEqualTo(substitute(web, "nobody?d=mp"));
                assertThat(web.source.fetched).isEmpty();
              }),
          new Compared(
              "`.json`",
              NONE,
              NONE,
              "explains the picture without drawing it, see below",
              web -> {
                HttpResponse<byte[]> response = web.get("/avatar/" + MD5 + ".json");
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(header(response, "Content-Type")).isEqualTo("application/json");
                assertThat(web.source.fetched).isEmpty();
              }));

  private ComparedPaths() {}
}
