package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of pictures in a bucket when new ones would be others. */
class PurgesIT {
  @RegisterExtension static final StoreAndOrigin servers = new StoreAndOrigin();

  private String bucket;

  @BeforeEach
  void choose() {
    bucket = servers.freshBucket();
  }

  @Test
  void keepsEarlierPictures() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt");
    fill(binding, 3);
    binding.untilSettled();

    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v2")));
    BindingReport report = binding.untilSettled();

    assertThat(report.bucket().contentVersion()).isEqualTo("v2");
    assertThat(servers.keys(bucket))
        .contains("%032x".formatted(1), "%032x".formatted(3), "notes.txt");
  }

  @Test
  void purgesEarlierPicturesPageByPageOverRestarts() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt\nonContentChange: Purge");
    fill(binding, 9);
    binding.untilSettled();
    assertThat(servers.keys(bucket)).hasSizeGreaterThan(9);

    binding.seeOrigin(new OriginFacts(true, false, Optional.of("v2")));
    binding.pass(Pace.USUAL.copies().multipliedBy(2));
    binding.look();
    binding.pass(Pace.USUAL.copies().multipliedBy(2));
    assertThat(binding.look().bucket().purge().removed()).as("an old origin serves").isZero();

    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v2")));
    binding.pass(Pace.USUAL.purge());
    assertThat(binding.look().bucket().purge().removed())
        .as("copies of the old origin are under way")
        .isZero();
    binding.pass(Pace.USUAL.copies());
    int pages = 0;
    while (binding.known().purge() != null && pages < 20) {
      binding.restartWithPages(3);
      binding.look();
      binding.pass(Pace.USUAL.purge());
      pages++;
    }

    assertThat(pages).isGreaterThan(3);
    assertThat(binding.known().contentVersion()).isEqualTo("v2");
    assertThat(servers.keys(bucket))
        .contains("notes.txt", "other/%032x".formatted(1))
        .doesNotContain("%032x".formatted(1), "%032x@80.png".formatted(9));
    binding.untilSettled();
  }

  /** So many pictures of either kind, and what is none. */
  private void fill(TestedBinding binding, int pictures) {
    binding.store().create(bucket, false, Set.of());
    for (int i = 1; i <= pictures; i++) {
      servers.put(bucket, "%032x".formatted(i));
      servers.put(bucket, "%032x@80.png".formatted(i));
    }
    servers.put(bucket, "notes.txt");
    servers.put(bucket, "other/%032x".formatted(1));
  }
}
