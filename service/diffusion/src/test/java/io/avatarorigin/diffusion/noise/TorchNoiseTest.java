package io.avatarorigin.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.Fixtures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TorchNoiseTest {

  @TestFactory
  Stream<DynamicTest> isWhatTorchDraws() {
    return StreamSupport.stream(Fixtures.json("noise.json").spliterator(), false)
        .map(
            noise ->
                DynamicTest.dynamicTest(
                    noise.get("count") + " values of seed " + noise.get("seed"),
                    () -> check(noise)));
  }

  @Test
  void takesTheLowBitsOfALongSeed() {
    assertThat(drawn(5, 64)).isEqualTo(drawn((1L << 40) + 5, 64)).isNotEqualTo(drawn(6, 64));
  }

  @Test
  void goesOnWhereTheTensorBeforeEnded() {
    // Given
    float[] atOnce = drawn(5, 14);
    NoiseSource source = NoiseKind.CPU.source(5);
    float[] first = new float[5];
    float[] second = new float[9];

    // When
    source.fill(first);
    source.fill(second);

    // Then
    assertThat(first).isEqualTo(Arrays.copyOf(atOnce, 5));
    assertThat(second).isEqualTo(Arrays.copyOfRange(atOnce, 5, 14));
  }

  private static float[] drawn(long seed, int count) {
    float[] values = new float[count];
    NoiseKind.CPU.source(seed).fill(values);
    return values;
  }

  private static void check(JsonNode noise) throws NoSuchAlgorithmException {
    float[] drawn = drawn(noise.get("seed").longValue(), noise.get("count").intValue());
    float[] expected = Fixtures.floats(noise.get("values"));
    int stride = noise.get("stride").intValue();
    for (int i = 0; i < expected.length; i++) {
      assertThat(drawn[i * stride]).as("value %d", i * stride).isEqualTo(expected[i]);
    }
    assertThat(sha256(drawn)).isEqualTo(noise.get("sha256").textValue());
  }

  private static String sha256(float[] values) throws NoSuchAlgorithmException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
