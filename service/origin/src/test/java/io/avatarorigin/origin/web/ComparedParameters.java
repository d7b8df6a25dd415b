package io.avatarorigin.origin.web;

import static io.avatarorigin.origin.web.Compared.MD5;
import static io.avatarorigin.origin.web.Compared.NONE;
import static io.avatarorigin.origin.web.Compared.SHA256;
import static io.avatarorigin.origin.web.Compared.UNTOLD;
import static io.avatarorigin.origin.web.Compared.picture;
import static io.avatarorigin.origin.web.Compared.problem;
import static io.avatarorigin.origin.web.Compared.substitute;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.web.access.SigningKey;
import io.avatarorigin.origin.web.access.UrlSigner;
import io.avatarorigin.origin.web.access.WebAccess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Parameters other than {@code d}. */
final class ComparedParameters {
  static final List<Compared> ROWS =
      List.of(
          new Compared(
              "`s`, `size`",
              "either name; 1 to 2048 pixels, 80 without it",
              "either name, of which the long one wins; 1 to 512 pixels, 80 without it",
              "either name, of which the long one wins; 1 to 2048 pixels, 80 without it",
              web -> {
                picture(web, MD5, MD5 + "@80.jpg");
                picture(web, MD5 + "?s=1", MD5 + "@1.jpg");
                picture(web, MD5 + "?s=2048", MD5 + "@2048.jpg");
                picture(web, MD5 + "?size=64&s=128", MD5 + "@64.jpg");
              }),
          new Compared(
              "`s` above the limit",
              UNTOLD,
              "ignored by its documents, 512 by its code",
              "2048",
              web -> picture(web, MD5 + "?s=2049", MD5 + "@2048.jpg")),
          new Compared(
              "`s` that is no size",
              UNTOLD,
              "ignored",
              "ignored",
              web -> {
                for (String size : List.of("0", "-5", "large", "8.5", "")) {
                  picture(web, MD5 + "?s=" + size, MD5 + "@80.jpg");
                }
              }),
          new Compared(
              "`s` that is not offered",
              NONE,
              NONE,
              "where `keys.sizes` limits the sizes (to those, 80, and the model's own): the next"
                  + " larger one that is offered, else the largest",
              web -> {
                KeyGrammar keys = new KeyGrammar("", Set.of(256, 512), 80, ImageFormat.JPEG);
                try (RunningWeb few = RunningWeb.start(SettingsFixture.open(), keys)) {
                  picture(few, MD5 + "?s=40", MD5 + "@80.jpg");
                  picture(few, MD5 + "?s=300", MD5 + "@512.jpg");
                  picture(few, MD5 + "?s=2000", MD5 + "@512.jpg");
                }
              }),
          new Compared(
              "`f`, `forcedefault`",
              "`y` shows the default",
              "`y` shows the default",
              "`y`, in either case, shows what `d` asks for, `mp` without it; other values have no"
                  + " effect",
              web -> {
                byte[] forced = substitute(web, MD5 + "?d=retro&f=y");
                assertThat(substitute(web, MD5 + "?d=retro&forcedefault=Y")).isEqualTo(forced);
                assertThat(substitute(web, MD5 + "?f=y"))
                    .isEqualTo(substitute(web, MD5 + "?f=y&d=mp"));
                problem(web, MD5 + "?f=y&d=404", 404);
                picture(web, MD5 + "?d=retro&f=n", MD5 + "@80.jpg");
              }),
          new Compared(
              "`r`, `rating`",
              "`g`, `pg`, `r`, `x`",
              "not supported: all its pictures are for everybody",
              "any value is accepted and has no effect: one vocabulary is one rating",
              web -> {
                picture(web, MD5 + "?r=g", MD5 + "@80.jpg");
                picture(web, MD5 + "?rating=x", MD5 + "@80.jpg");
                picture(web, MD5 + "?r=nonsense", MD5 + "@80.jpg");
              }),
          new Compared(
              "`gravatarproxy`, `gravatarredirect`",
              NONE,
              "whether and how Gravatar is asked besides",
              "ignored: nobody else is asked",
              web -> picture(web, MD5 + "?gravatarproxy=n&gravatarredirect=y", MD5 + "@80.jpg")),
          new Compared(
              "`_` and others",
              "its SDK adds `_`, so that no cache has the picture",
              UNTOLD,
              "ignored: they make no other picture, nor another entry in the store",
              web -> {
                picture(web, MD5 + "?_=1", MD5 + "@80.jpg");
                picture(web, MD5 + "?_=2&x", MD5 + "@80.jpg");
                assertThat(web.source.fetched).hasSize(2).containsOnly(web.source.fetched.get(0));
              }),
          new Compared(
              "`redirect`",
              NONE,
              NONE,
              "`n`: the picture itself, where others are [redirected to a"
                  + " bucket](#redirects-to-a-bucket)",
              web -> {
                try (RunningWeb sending = RunningWeb.start(sending())) {
                  Compared.redirect(
                      sending, MD5 + "?s=64&_=1", "https://bucket.example/" + MD5 + "@64.jpg");
                  picture(sending, MD5 + "?s=64&redirect=n", MD5 + "@64.jpg");
                }
              }),
          new Compared(
              "`exp`, `sig`",
              NONE,
              NONE,
              "of [signed URLs](#signed-urls), where only those may have a picture drawn",
              web -> {
                UrlSigner signer =
                    UrlSigner.of(
                        List.of(
                            SigningKey.of(
                                "a key that is long enough".getBytes(StandardCharsets.UTF_8))));
                try (RunningWeb signed =
                    RunningWeb.start(SettingsFixture.open().access(new WebAccess.Signed(signer)))) {
                  String url = signer.sign("/avatar/" + SHA256, RunningWeb.NOW.plusSeconds(60));
                  problem(signed, SHA256, 403);
                  picture(signed, url.substring("/avatar/".length()), SHA256 + "@80.jpg");
                }
              }));

  private ComparedParameters() {}

  /** Clients are sent to a bucket for their pictures. */
  static SettingsFixture sending() {
    KeyGrammar keys = new KeyGrammar("", Set.of(), 256, ImageFormat.JPEG);
    return SettingsFixture.open()
        .sentTo(PublicBucket.at(URI.create("https://bucket.example"), keys), Duration.ofDays(1));
  }
}
