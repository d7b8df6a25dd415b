package io.avatarorigin.diffusion.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.Fixtures;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class GraphKeyTest {

  private static final GraphKey KEY = new GraphKey("unet", "0f", "1.29.0", "amd64\nsse2 avx2");

  @Test
  void isAnotherForAnythingThatDecidesTheGraph() {
    Stream<GraphKey> others =
        Stream.of(
            new GraphKey("vae_decoder", "0f", "1.29.0", "amd64\nsse2 avx2"),
            new GraphKey("unet", "1f", "1.29.0", "amd64\nsse2 avx2"),
            new GraphKey("unet", "0f", "1.29.1", "amd64\nsse2 avx2"),
            new GraphKey("unet", "0f", "1.29.0", "amd64\nsse2 avx2 avx512f"));

    assertThat(KEY.toString())
        .matches("unet-[0-9a-f]{32}")
        .isEqualTo(new GraphKey("unet", "0f", "1.29.0", "amd64\nsse2 avx2").toString());
    assertThat(others.map(GraphKey::toString))
        .doesNotContain(KEY.toString())
        .doesNotHaveDuplicates();
  }

  @Test
  void readsWhatAProcessorCanDo() {
    Stream<String> twoCores =
        Stream.of(
            "processor\t: 0",
            "flags\t\t: fpu avx2",
            "cpu MHz\t\t: 2300.000",
            "vmx flags\t: ept",
            "processor\t: 1",
            "flags\t\t: fpu avx2",
            "cpu MHz\t\t: 2301.000");

    assertThat(Processor.abilities(twoCores)).isEqualTo("flags\t\t: fpu avx2");
    assertThat(Processor.abilities(Stream.of("Features\t: fp asimd")))
        .isEqualTo("Features\t: fp asimd");
    assertThat(Processor.abilities()).isNotEmpty();
  }

  /** Where this fails, raise {@link FusedGraph#REVISION}: graphs that were stored are others. */
  @Test
  void hasTheRevisionOfWhatIsFused() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      CRC32 sum = new CRC32();
      sum.update(
          FusedGraph.of(Fixtures.path("models/epsilon/unet/model.onnx"), arena).orElseThrow());

      assertThat("%d: %08x".formatted(FusedGraph.REVISION, sum.getValue()))
          .isEqualTo("1: a1fd3195");
    }
  }
}
