package io.avatarorigin.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.Fixtures;
import java.math.BigInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PhiloxNoiseTest {

  private static final float TOLERANCE = 3e-7f;

  @TestFactory
  Stream<DynamicTest> drawsTensorsAsCudaDoes() {
    return StreamSupport.stream(Fixtures.json("philox.json").spliterator(), false)
        .map(noise -> DynamicTest.dynamicTest("seed " + noise.get("seed"), () -> check(noise)));
  }

  private static void check(JsonNode noise) {
    BigInteger seed = noise.get("seed").bigIntegerValue();
    NoiseSource source = NoiseKind.NV.source(seed.longValue());
    for (JsonNode tensor : noise.get("tensors")) {
      float[] expected = Fixtures.floats(tensor);
      float[] drawn = new float[expected.length];
      source.fill(drawn);
      for (int i = 0; i < drawn.length; i++) {
        assertThat(drawn[i]).as("value %d", i).isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }
}
