package io.avatarorigin.diffusion.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.offset;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.avatarorigin.diffusion.Fixtures;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedGraphTest {

  private static final Path UNET = Fixtures.path("models/epsilon/unet/model.onnx");
  private static final Path HALF_UNET = Fixtures.path("models/half-unet/unet/model.onnx");
  private static final int ATTENTIONS = 8;
  private static final int NORMS_OF_SUMS = 8;
  private static final int TOKENS = 77;
  private static final int STATES = 8;
  private static final int CHANNELS = 4;
  private static final int SIDE = 6;

  @Test
  void makesAttentionAndResidualNormsOneOperatorEach() throws IOException {
    OnnxGraph plain = OnnxGraph.parse(ByteBuffer.wrap(Files.readAllBytes(UNET)));

    try (Arena arena = Arena.ofConfined()) {
      OnnxGraph fused = OnnxGraph.parse(FusedGraph.of(UNET, arena).orElseThrow());

      assertThat(plain.nodes("Softmax")).hasSize(ATTENTIONS);
      assertThat(fused.nodes("Softmax")).isEmpty();
      assertThat(fused.nodes("MultiHeadAttention")).hasSize(ATTENTIONS);
      assertThat(fused.nodes("SkipLayerNormalization")).hasSize(NORMS_OF_SUMS);
      assertThat(fused.nodes("Conv")).hasSameSizeAs(plain.nodes("Conv"));
    }
  }

  @Test
  void predictsTheSameWithinRounding() throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (Arena arena = Arena.ofConfined();
        OrtSession plain = environment.createSession(UNET.toString());
        OrtSession fused =
            environment.createSession(
                FusedGraph.of(UNET, arena).orElseThrow(), new OrtSession.SessionOptions())) {
      float[] expected = predict(environment, plain);
      float[] predicted = predict(environment, fused);

      assertThat(predicted).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(predicted[i]).isCloseTo(expected[i], offset(1e-5f));
      }
    }
  }

  @Test
  void findsBothInHalfPrecisionToo() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      OnnxGraph fused = OnnxGraph.parse(FusedGraph.of(HALF_UNET, arena).orElseThrow());

      assertThat(fused.nodes("Softmax")).isEmpty();
      assertThat(fused.nodes("MultiHeadAttention")).hasSize(ATTENTIONS);
      assertThat(fused.nodes("SkipLayerNormalization")).hasSize(NORMS_OF_SUMS);
    }
  }

  @Test
  void predictsTheSameInHalfPrecisionWithinRounding() throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (Arena arena = Arena.ofConfined();
        OrtSession plain = environment.createSession(HALF_UNET.toString());
        OrtSession fused =
            environment.createSession(
                FusedGraph.of(HALF_UNET, arena).orElseThrow(), new OrtSession.SessionOptions())) {
      float[] expected = predictHalf(environment, plain);
      float[] predicted = predictHalf(environment, fused);

      assertThat(predicted).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(predicted[i]).isCloseTo(expected[i], offset(5e-3f));
      }
    }
  }

  @Test
  void leavesAGraphWithoutAttentionToTheRuntime() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      assertThat(FusedGraph.of(Fixtures.path("models/half/unet/model.onnx"), arena)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 5_000, 50_000})
  void leavesATruncatedFileToTheRuntime(int bytes, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(UNET);
    assertThat(whole.length).isGreaterThan(bytes);
    Path file = Files.write(folder.resolve("model.onnx"), Arrays.copyOf(whole, bytes));

    try (Arena arena = Arena.ofConfined()) {
      assertThat(FusedGraph.of(file, arena)).isEmpty();
    }
  }

  @Test
  void neverFailsOnDamagedBytes(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(UNET);
    Random chance = new Random(1);
    Path file = folder.resolve("model.onnx");
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 20; j++) {
        damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt();
      }
      Files.write(file, damaged);
      try (Arena arena = Arena.ofConfined()) {
        assertThatCode(() -> FusedGraph.of(file, arena)).doesNotThrowAnyException();
      }
    }
  }

  private static float[] predict(OrtEnvironment environment, OrtSession session)
      throws OrtException {
    Random chance = new Random(2);
    float[] sample = normal(chance, 2 * CHANNELS * SIDE * SIDE);
    float[] states = normal(chance, 2 * TOKENS * STATES);
    try (OnnxTensor samples =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(sample), new long[] {2, CHANNELS, SIDE, SIDE});
        OnnxTensor timestep =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {500}), new long[] {});
        OnnxTensor hidden =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(states), new long[] {2, TOKENS, STATES});
        OrtSession.Result result =
            session.run(
                Map.of("sample", samples, "timestep", timestep, "encoder_hidden_states", hidden))) {
      return floats((OnnxTensor) result.get(0));
    }
  }

  private static float[] predictHalf(OrtEnvironment environment, OrtSession session)
      throws OrtException {
    Random chance = new Random(2);
    float[] sample = normal(chance, 2 * CHANNELS * SIDE * SIDE);
    float[] states = normal(chance, 2 * TOKENS * STATES);
    try (OnnxTensor samples = half(environment, sample, 2, CHANNELS, SIDE, SIDE);
        OnnxTensor timesteps =
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(new long[] {500, 500}), new long[] {2});
        OnnxTensor hidden = half(environment, states, 2, TOKENS, STATES);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "sample", samples, "timestep", timesteps, "encoder_hidden_states", hidden))) {
      return floats((OnnxTensor) result.get(0));
    }
  }

  private static OnnxTensor half(OrtEnvironment environment, float[] values, long... shape)
      throws OrtException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Short.BYTES * values.length).order(ByteOrder.nativeOrder());
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return OnnxTensor.createTensor(environment, bytes.flip(), shape, OnnxJavaType.FLOAT16);
  }

  private static float[] floats(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static float[] normal(Random chance, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) chance.nextGaussian();
    }
    return values;
  }
}
