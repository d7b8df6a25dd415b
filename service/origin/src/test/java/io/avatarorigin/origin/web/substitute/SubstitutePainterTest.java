package io.avatarorigin.origin.web.substitute;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.store.EncodeQueue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SubstitutePainterTest {
  private static final int PLACES = 64;

  private final EncodeQueue threads = new EncodeQueue("painter", 1, PLACES);
  private final SubstitutePainter painter = new SubstitutePainter(threads);
  private final CountDownLatch held = new CountDownLatch(1);

  @AfterEach
  void close() {
    held.countDown();
    threads.close();
  }

  private byte[] png(Substitute substitute, String text, int size) {
    return painter.png(commission(substitute, text, size)).orElseThrow();
  }

  private static Commission commission(Substitute substitute, String text, int size) {
    return new Commission(substitute, text, Initials.NONE, size);
  }

  private static BufferedImage decode(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @ParameterizedTest
  @EnumSource
  void paintsEverySubstituteInTheSizeAsked(Substitute substitute) throws IOException {
    for (int size : new int[] {1, 3, 80, 2048}) {
      BufferedImage image = decode(png(substitute, "somebody", size));

      assertThat(image.getWidth()).isEqualTo(size);
      assertThat(image.getHeight()).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"MP", "BLANK", "INITIALS", "COLOR"},
      mode = Mode.EXCLUDE)
  void paintsPatternsThatDifferFromTextToTextAndMirrorThemselves(Substitute substitute)
      throws IOException {
    byte[] png = png(substitute, "ada", 120);
    BufferedImage image = decode(png);

    assertThat(png).isNotEqualTo(png(substitute, "grace", 120));
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 60; x++) {
        assertThat(image.getRGB(x, y)).isEqualTo(image.getRGB(119 - x, y));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void paintsTheSameBytesAgain(Substitute substitute) {
    assertThat(new SubstitutePainter(threads).png(commission(substitute, "ada", 64)).orElseThrow())
        .isEqualTo(png(substitute, "ada", 64));
  }

  @Test
  void paintsNothingAtAllForBlank() throws IOException {
    BufferedImage image = decode(png(Substitute.BLANK, "ada", 16));

    assertThat(image.getRGB(0, 0) >>> 24).isZero();
    assertThat(image.getRGB(8, 8) >>> 24).isZero();
  }

  @Test
  void showsTheSameSilhouetteToEverybodyAndPaintsItOnce() {
    assertThat(png(Substitute.MP, "ada", 80)).isSameAs(png(Substitute.MP, "grace", 80));
  }

  @Test
  void paintsTheHashsColourAloneForColor() throws IOException {
    BufferedImage image = decode(png(Substitute.COLOR, "ada", 40));

    assertThat(image.getRGB(0, 0)).isEqualTo(image.getRGB(20, 31));
    assertThat(image.getRGB(0, 0))
        .isEqualTo(decode(png(Substitute.INITIALS, "ada", 40)).getRGB(0, 0))
        .isNotEqualTo(decode(png(Substitute.COLOR, "grace", 40)).getRGB(0, 0));
  }

  @Test
  void paintsOnceWhatLooksTheSame() {
    Commission plain = new Commission(Substitute.COLOR, "ada", Initials.NONE, 40);
    Commission named = new Commission(Substitute.COLOR, "ada", new Initials("AL"), 40);

    assertThat(painter.png(named).orElseThrow()).isSameAs(painter.png(plain).orElseThrow());
  }

  @Test
  void keepsNoTextThatItHasPaintedFor() {
    WeakReference<String> text = paintedText();

    for (int i = 0; i < 20 && text.get() != null; i++) {
      System.gc();
    }

    assertThat(text.get()).isNull();
  }

  private WeakReference<String> paintedText() {
    String text = "somebody".repeat(500);
    png(Substitute.RETRO, text, 1);
    return new WeakReference<>(text);
  }

  @Test
  void refusesWhatDoesNotFitAndPaintsTheRest() throws InterruptedException {
    hold();
    List<Optional<byte[]>> answers = ask(2 * PLACES, 16);

    assertThat(answers).filteredOn(Optional::isEmpty).isNotEmpty();
    assertThat(answers).filteredOn(Optional::isPresent).hasSizeGreaterThanOrEqualTo(PLACES);
  }

  @Test
  void keepsPlacesForPicturesOfUsualSize() throws InterruptedException {
    hold();
    List<Optional<byte[]>> large = ask(17, 513);

    assertThat(large).filteredOn(Optional::isPresent).hasSize(16);
  }

  @Test
  void hasRoomForLargePicturesAgainWhenSomeArePainted() {
    for (int i = 0; i < 20; i++) {
      assertThat(painter.png(commission(Substitute.MP, "", 600 + i))).isPresent();
    }
  }

  /** Asks for pictures of one size, all different, at once; releases them when some are refused. */
  private List<Optional<byte[]>> ask(int times, int size) throws InterruptedException {
    CountDownLatch refused = new CountDownLatch(1);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Optional<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        String text = "somebody " + i;
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  Optional<byte[]> answer = painter.png(commission(Substitute.RETRO, text, size));
                  if (answer.isEmpty()) {
                    refused.countDown();
                  }
                  return answer;
                },
                clients));
      }
      refused.await();
      held.countDown();
      return answers.stream().map(CompletableFuture::join).toList();
    }
  }

  private void hold() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    threads.submit(
        1,
        () -> {
          running.countDown();
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "";
        });
    running.await();
  }
}
