package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TigrisFault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a bucket that is wanted no longer. */
class UndoingIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension static final StoreAndOrigin servers = new StoreAndOrigin();

  private String bucket;

  @BeforeEach
  void choose() {
    bucket = servers.freshBucket();
  }

  @Test
  void undoesWhatItDidAndKeepsThePictures() {
    TestedBinding binding = servers.binding(bucket, "accessKey: {}");
    binding.untilSettled();
    Patience.until("the copy is there", SOON, () -> servers.keys(bucket).size() == 1);

    assertThat(binding.undo()).isEmpty();

    assertThat(servers.shadow(bucket).isEmpty()).isTrue();
    assertThat(binding.issuedKeys()).isEmpty();
    assertThat(servers.keys(bucket)).hasSize(1);
    servers.tigris().forgetRequests();
    assertThat(binding.undo()).as("once more").isEmpty();
    assertThat(servers.tigris().requests()).isEmpty();
  }

  @Test
  void undoesWhatReadsDoNotShowYet() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt");
    binding.store().create(bucket, false, Set.of());
    servers.tigris().settings(Map.of("stale", 3600));
    binding.until(report -> report.bound().reason().equals("Settling"));
    assertThat(binding.store().bucket(bucket).orElseThrow().shadow()).as("is stale").isEmpty();

    assertThat(binding.undo()).isEmpty();

    assertThat(servers.shadow(bucket).isEmpty()).isTrue();
  }

  @Test
  void undoesAndDeletesWhatAStoreDoesNotFindForAMoment() {
    TestedBinding binding = servers.binding(bucket, "deletionPolicy: DeleteBucket");
    binding.untilSettled();
    servers
        .tigris()
        .fault(TigrisFault.answer(404, Map.of("Message", "not yet")).onMethod("GET").times(1));

    assertThat(binding.undo()).isEmpty();

    assertThat(servers.tigris().bucket(bucket)).isEmpty();
  }

  @Test
  void deletesNoBucketThatSomebodyElseOfTheAccountHasMadeMeanwhile() {
    TestedBinding binding = servers.binding(bucket, "deletionPolicy: DeleteBucket");
    binding.until(report -> report.bound().reason().equals("Announced"));
    binding.store().create(bucket, false, Set.of());
    servers
        .tigris()
        .fault(TigrisFault.answer(404, Map.of("Message", "not yet")).onMethod("GET").times(1));
    binding.untilSettled();

    assertThat(binding.undo()).isEmpty();

    assertThat(servers.tigris().bucket(bucket)).isPresent();
    assertThat(servers.shadow(bucket).isEmpty()).isTrue();
  }

  @Test
  void triesAgainLessAndLessOften() {
    TestedBinding binding = servers.binding(bucket, "");
    binding.untilSettled();
    servers.tigris().fault(TigrisFault.answer(500, ""));
    assertThat(binding.undo()).isPresent();
    servers.tigris().forgetRequests();

    assertThat(binding.undo()).isPresent();

    assertThat(servers.tigris().requests()).isEmpty();
    servers.tigris().withoutFaults();
    binding.pass(Pace.USUAL.longest());
    assertThat(binding.undo()).isEmpty();
  }

  @Test
  void deletesABucketOfItsOwnMakingWhereThatIsWanted() {
    TestedBinding binding = servers.binding(bucket, "deletionPolicy: DeleteBucket");
    binding.untilSettled();

    assertThat(binding.undo()).isEmpty();

    assertThat(servers.tigris().bucket(bucket)).isEmpty();
  }

  @Test
  void deletesNoBucketThatItHasNotMade() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt");
    binding.store().create(bucket, false, Set.of());
    binding.untilSettled();
    binding.change("deletionPolicy: DeleteBucket");

    assertThat(binding.undo()).isEmpty();

    assertThat(servers.tigris().bucket(bucket)).isPresent();
  }

  @Test
  void leavesABucketAloneThatSomebodyHasBoundElsewhereSince() {
    TestedBinding binding = servers.binding(bucket, "");
    binding.untilSettled();
    binding.bindElsewhere();

    assertThat(binding.undo().orElseThrow().reason()).as("may be stale").isEqualTo("Settling");
    binding.pass(Pace.USUAL.settle());
    assertThat(binding.undo()).isEmpty();

    assertThat(servers.shadow(bucket).path("name").asText()).isEqualTo("other");
  }

  @Test
  void saysWhatHindersItFromUndoing() {
    TestedBinding binding = servers.binding(bucket, "");
    binding.untilSettled();

    servers.tigris().fault(TigrisFault.answer(500, ""));
    assertThat(binding.undo().orElseThrow().reason()).isEqualTo("StoreUnavailable");
    servers.tigris().withoutFaults();
    binding.pass(Pace.USUAL.longest());
    binding.loseCredentials();
    assertThat(binding.undo().orElseThrow().message()).contains("no Secret tigris");
    assertThat(servers.shadow(bucket).path("name").asText()).isEqualTo("127");
  }

  @Test
  void forgetsTheKeyOfApplicationsWithTheBucketThatItLeaves() {
    TestedBinding binding = servers.binding(bucket, "accessKey: {}");
    binding.untilSettled();

    binding.moveTo(bucket + "-moved", "");
    binding.untilSettled();

    assertThat(binding.issuedKeys()).isEmpty();
    assertThat(binding.safe().kept()).isEmpty();
  }

  @Test
  void movesToAnotherBucketAndUndoesTheFirst() {
    TestedBinding binding = servers.binding(bucket, "accessKey: {}");
    binding.untilSettled();
    String first = bucket;
    String second = bucket + "-moved";

    binding.moveTo(second);
    binding.untilSettled();

    assertThat(servers.tigris().bucket(first).orElseThrow().path("shadow_bucket").isEmpty())
        .isTrue();
    assertThat(
            servers
                .tigris()
                .bucket(second)
                .orElseThrow()
                .path("shadow_bucket")
                .path("name")
                .asText())
        .isEqualTo("127");
    assertThat(binding.issuedKeys()).hasSize(1);
    assertThat(binding.safe().kept().orElseThrow().bucket()).isEqualTo(second);
  }
}
