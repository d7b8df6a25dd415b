package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * A tensor in native memory that ONNX Runtime reads or writes in place: fp32 or fp16 there, float
 * here. The memory is the arena's; close the tensor before it. For one thread.
 */
final class HostTensor implements AutoCloseable {

  private static final int CACHE_LINE_BYTES = 64;

  private final OnnxTensor tensor;
  private final ByteBuffer bytes;
  private final boolean half;

  private HostTensor(OnnxTensor tensor, ByteBuffer bytes, boolean half) {
    this.tensor = tensor;
    this.bytes = bytes;
    this.half = half;
  }

  static HostTensor allocate(
      OrtEnvironment environment, Arena arena, OnnxJavaType type, long... shape)
      throws OrtException {
    boolean half = type == OnnxJavaType.FLOAT16;
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    ByteBuffer bytes =
        arena
            .allocate(count * type.size, CACHE_LINE_BYTES)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    return new HostTensor(OnnxTensor.createTensor(environment, bytes, shape, type), bytes, half);
  }

  OnnxTensor tensor() {
    return tensor;
  }

  /** Writes all of {@code values} from element {@code offset} on. */
  void put(int offset, float[] values) {
    if (half) {
      ShortBuffer target = bytes.asShortBuffer();
      for (int i = 0; i < values.length; i++) {
        target.put(offset + i, Float.floatToFloat16(values[i]));
      }
    } else {
      bytes.asFloatBuffer().put(offset, values);
    }
  }

  /** Fills {@code values} from element {@code offset} on. */
  void get(int offset, float[] values) {
    if (half) {
      ShortBuffer source = bytes.asShortBuffer();
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.float16ToFloat(source.get(offset + i));
      }
    } else {
      FloatBuffer source = bytes.asFloatBuffer();
      source.get(offset, values);
    }
  }

  @Override
  public void close() {
    tensor.close();
  }
}
