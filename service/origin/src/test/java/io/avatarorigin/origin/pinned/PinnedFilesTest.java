package io.avatarorigin.origin.pinned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.store.Pin;
import io.avatarorigin.origin.store.PinException;
import io.avatarorigin.vocabulary.Hash;
import org.junit.jupiter.api.Test;

class PinnedFilesTest {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final Hash OTHER = Hash.parse("1bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final PinnedFiles.Rules RULES = new PinnedFiles.Rules("", 1 << 20);
  private static final byte[] PICTURE =
      PictureEncoder.encode(new Raster(4, 4, new byte[48]), ImageFormat.PNG, 100);

  private final FakePinnedSource source = new FakePinnedSource();

  @Test
  void givesThePictureOfAHash() {
    PinnedFiles files = open(source.with(HASH + ".png", PICTURE));
    Pin pin = files.of(HASH).orElseThrow();

    assertThat(files.decode(pin, files.read(pin)).width()).isEqualTo(4);
    assertThat(pin.changedAt()).isEqualTo(FakePinnedSource.CHANGED_AT);
    assertThat(files.of(OTHER)).isEmpty();
    assertThat(files.takeChanged()).containsExactly(HASH);
    assertThat(files.takeChanged()).isEmpty();
  }

  @Test
  void tellsWhatWasAddedChangedAndRemoved() {
    PinnedFiles files = open(source.with(HASH + ".png", PICTURE));
    Pin before = files.of(HASH).orElseThrow();
    files.takeChanged();

    source.with(HASH + ".png", PICTURE).with(OTHER + ".png", PICTURE).with("robots.txt", "x");
    files.refresh();

    assertThat(files.takeChanged()).containsExactlyInAnyOrder(HASH, OTHER);
    assertThat(files.of(HASH)).isPresent().isNotEqualTo(java.util.Optional.of(before));
    assertThat(files.objects()).isEqualTo(1);
    source.remove(HASH + ".png");
    files.refresh();
    assertThat(files.takeChanged()).containsExactly(HASH);
    assertThat(files.of(HASH)).isEmpty();
  }

  @Test
  void noticesByItselfThatAFileHasChangedWhenItIsRead() {
    PinnedFiles files = open(source.with(HASH + ".png", PICTURE));
    Pin before = files.of(HASH).orElseThrow();

    source.with(HASH + ".png", PICTURE);

    assertThatThrownBy(() -> files.read(before))
        .isInstanceOfSatisfying(
            PinException.class, e -> assertThat(e).hasMessageContaining("has changed"));
    assertThat(files.read(files.of(HASH).orElseThrow())).isEqualTo(PICTURE);
  }

  @Test
  void keepsWhatItHadWhileTheSourceIsOut() {
    PinnedFiles files = open(source.with(HASH + ".png", PICTURE).with("robots.txt", "x"));

    source.goesOut();
    files.refresh();

    assertThat(files.of(HASH)).isPresent();
    assertThat(files.objects()).isEqualTo(1);
    assertThat(files.isCurrent()).isFalse();
    assertThatThrownBy(() -> files.read(files.of(HASH).orElseThrow()))
        .isInstanceOf(PinException.class);
    source.comesBack();
    files.refresh();
    assertThat(files.isCurrent()).isTrue();
    assertThat(files.read(files.of(HASH).orElseThrow())).isEqualTo(PICTURE);
  }

  @Test
  void decodesADamagedPictureOnceForEachChange() {
    PinnedFiles files = open(source.with(HASH + ".png", "no picture"));
    Pin pin = files.of(HASH).orElseThrow();
    byte[] damaged = files.read(pin);

    PinException failed =
        catchThrowableOfType(PinException.class, () -> files.decode(pin, damaged));

    assertThat(failed).hasMessageContaining("is no JPEG, PNG or WebP picture");
    assertThat(files.faults()).isEqualTo(1);
    assertThatThrownBy(() -> files.read(pin)).hasMessageContaining("cannot be shown");
    assertThat(source.reads).hasValue(1);
    source.with(HASH + ".png", PICTURE);
    files.refresh();
    Pin mended = files.of(HASH).orElseThrow();
    assertThat(files.decode(mended, files.read(mended)).width()).isEqualTo(4);
    assertThat(files.faults()).isZero();
  }

  private static PinnedFiles open(FakePinnedSource source) {
    return PinnedFiles.open(source, RULES);
  }
}
