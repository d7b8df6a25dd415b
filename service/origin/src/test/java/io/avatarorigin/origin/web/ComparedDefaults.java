package io.avatarorigin.origin.web;

import static io.avatarorigin.origin.web.Compared.MD5;
import static io.avatarorigin.origin.web.Compared.NONE;
import static io.avatarorigin.origin.web.Compared.SHA256;
import static io.avatarorigin.origin.web.Compared.UNTOLD;
import static io.avatarorigin.origin.web.Compared.cold;
import static io.avatarorigin.origin.web.Compared.header;
import static io.avatarorigin.origin.web.Compared.picture;
import static io.avatarorigin.origin.web.Compared.problem;
import static io.avatarorigin.origin.web.Compared.redirect;
import static io.avatarorigin.origin.web.Compared.substitute;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The values of {@code d}. */
final class ComparedDefaults {
  static final List<Compared> ROWS =
      List.of(
          new Compared(
              "`d`, `default`",
              "either name; seen where the address has no picture",
              "either name, of which the long one wins; seen where the address has no picture",
              "either name, of which the long one wins, values in either case; seen only where the"
                  + " picture cannot be shown at once, since every hash has one",
              web -> {
                picture(web, MD5 + "?d=retro", MD5 + "@80.jpg");
                cold(web);
                assertThat(substitute(web, MD5 + "?d=mp&default=Retro"))
                    .isEqualTo(substitute(web, MD5 + "?d=retro"));
              }),
          new Compared(
              "no `d`",
              "its logo",
              "its logo",
              "differs: there is no picture of ours for everybody. The answer waits for the picture"
                  + " (20 s), then it is 503 with `Retry-After`",
              web -> {
                picture(web, MD5, MD5 + "@80.jpg");
                assertThat(web.source.patience.get(0).longest()).hasSeconds(20);
                cold(web);
                assertThat(header(problem(web, MD5, 503), "Retry-After")).isEqualTo("7");
              }),
          new Compared(
              "`d=404`",
              "404",
              "404",
              "404",
              web -> {
                cold(web);
                problem(web, MD5 + "?d=404", 404);
              }),
          new Compared(
              "`d=mp`",
              "a silhouette",
              "a silhouette",
              "a silhouette of the size that is asked for, the same for everybody",
              web -> {
                cold(web);
                assertThat(substitute(web, MD5 + "?d=mp"))
                    .isEqualTo(substitute(web, SHA256 + "?d=mp"))
                    .isNotEqualTo(substitute(web, MD5 + "?d=mp&s=81"));
              }),
          new Compared(
              "`d=mm`, `d=mmng`",
              "`mm` is the former name of `mp`",
              "kinds of `mp`",
              "as `mp`",
              web -> {
                cold(web);
                assertThat(substitute(web, MD5 + "?d=mm"))
                    .isEqualTo(substitute(web, MD5 + "?d=mmng"))
                    .isEqualTo(substitute(web, MD5 + "?d=mp"));
              }),
          new Compared(
              "`d=identicon`, `monsterid`, `wavatar`, `retro`, `robohash`",
              "made from the hash, each of a kind of its own",
              "the same",
              "differs in looks: a symmetrical pattern of cells made from the hash, of another grid"
                  + " for each name",
              web -> {
                cold(web);
                Set<String> looks = new HashSet<>();
                for (String kind :
                    List.of("identicon", "monsterid", "wavatar", "retro", "robohash")) {
                  byte[] png = substitute(web, MD5 + "?d=" + kind);
                  assertThat(png).isNotEqualTo(substitute(web, SHA256 + "?d=" + kind));
                  looks.add(HexFormat.of().formatHex(png));
                }
                assertThat(looks).hasSize(5);
              }),
          new Compared(
              "`d=pagan`",
              NONE,
              "made from the hash, of a kind of its own",
              "as `retro`",
              web -> {
                cold(web);
                assertThat(substitute(web, MD5 + "?d=pagan"))
                    .isEqualTo(substitute(web, MD5 + "?d=retro"));
              }),
          new Compared(
              "`d=blank`",
              "a transparent PNG",
              NONE,
              "a transparent PNG of the size that is asked for",
              web -> {
                cold(web);
                assertThat(substitute(web, MD5 + "?d=blank"))
                    .isEqualTo(substitute(web, SHA256 + "?d=blank"))
                    .isNotEqualTo(substitute(web, MD5 + "?d=mp"));
              }),
          new Compared(
              "`d=initials` with `initials` or `name`",
              "letters",
              NONE,
              "at most two of A to Z and 0 to 9 on a colour made from the hash, from `initials`,"
                  + " else from the first and the last word of `name`. Marks are left out (É is E),"
                  + " other characters passed over; where nothing is left, a silhouette is shown",
              web -> {
                cold(web);
                byte[] letters = substitute(web, MD5 + "?d=initials&initials=el");
                assertThat(substitute(web, MD5 + "?d=initials&name=%C3%89va+de+Lis"))
                    .isEqualTo(letters);
                assertThat(substitute(web, SHA256 + "?d=initials&initials=el"))
                    .isNotEqualTo(letters);
                assertThat(substitute(web, MD5 + "?d=initials&name=%F0%9F%98%80"))
                    .isEqualTo(substitute(web, MD5 + "?d=initials"))
                    .isNotEqualTo(letters);
              }),
          new Compared(
              "`d=color`",
              "a colour",
              NONE,
              "a colour made from the hash",
              web -> {
                cold(web);
                assertThat(substitute(web, MD5 + "?d=color"))
                    .isNotEqualTo(substitute(web, SHA256 + "?d=color"));
              }),
          new Compared(
              "`d=` a URL on a listed host",
              "public URLs with the extension of a picture; their query is dropped",
              "redirects to hosts that it trusts",
              "redirects (302) to hosts of `web.redirect-hosts`, by `http` or `https`, with the"
                  + " query",
              web -> {
                cold(web);
                redirect(
                    web,
                    MD5 + "?d=https%3A%2F%2Fpictures.example%2Fa.png%3Fb%3Dc",
                    "https://pictures.example/a.png?b=c");
              }),
          new Compared(
              "`d=` any other URL",
              "the same",
              "dropped",
              "dropped, as where it names a user",
              web -> {
                picture(web, MD5 + "?d=https%3A%2F%2Felsewhere.example%2Fa.png", MD5 + "@80.jpg");
                cold(web);
                problem(web, MD5 + "?d=https%3A%2F%2Felsewhere.example%2Fa.png", 503);
                problem(web, MD5 + "?d=https%3A%2F%2Fu%40pictures.example%2Fa.png", 503);
              }),
          new Compared(
              "`d` that is unknown",
              UNTOLD,
              UNTOLD,
              "counts as absent",
              web -> {
                picture(web, MD5 + "?d=unknown", MD5 + "@80.jpg");
                cold(web);
                problem(web, MD5 + "?d=unknown", 503);
                problem(web, MD5 + "?d=", 503);
              }));

  private ComparedDefaults() {}
}
