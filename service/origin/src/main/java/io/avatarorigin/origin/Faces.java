package io.avatarorigin.origin;

import com.github.benmanes.caffeine.cache.Ticker;
import io.avatarorigin.origin.admin.Metrics;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.s3.ObjectSource;
import io.avatarorigin.origin.s3.S3Face;
import io.avatarorigin.origin.s3.S3Runtime;
import io.avatarorigin.origin.s3.auth.CredentialSource;
import io.avatarorigin.origin.s3.auth.S3Authenticator;
import io.avatarorigin.origin.web.WebFace;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The two faces of the works: what S3 clients and browsers meet. */
record Faces(S3Face s3, WebFace web) {
  static Faces create(
      OriginConfig config,
      AvatarWorks works,
      Optional<PinnedWorks> pinned,
      RecipeBook recipes,
      CredentialSource credentials,
      Metrics metrics,
      InstantSource clock) {
    FaceSettings settings = new FaceSettings(config);
    KeyGrammar s3Keys = settings.s3Keys(recipes.sampler().size());
    ObjectSource avatars =
        new AvatarObjects(
            works.store(),
            s3Keys,
            settings.patienceByBucket(),
            new DrawnLists(settings.listedBuckets(), works.store()::stored, s3Keys));
    S3Face s3 =
        new S3Face(
            settings.s3(),
            pinned
                .map(p -> p.before(avatars, works.store(), settings.listedBuckets()))
                .orElse(avatars),
            new S3Authenticator(credentials, settings.authPolicy(), clock),
            new S3Runtime(
                clock, RandomGenerator.getDefault(), metrics::answered, settings.s3Clients()));
    WebFace web =
        WebFace.create(
            settings.web(s3Keys),
            new WebFace.Parts(
                works.store(),
                recipes,
                settings.webKeys(s3Keys),
                clock,
                Ticker.systemTicker(),
                works.painters(),
                (answer, took) -> metrics.answered(answer)));
    return new Faces(s3, web);
  }
}
