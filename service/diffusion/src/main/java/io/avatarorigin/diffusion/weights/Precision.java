package io.avatarorigin.diffusion.weights;

/** The kind of number that a weight is stored as. */
public enum Precision {
  FP32("fp32", 4),
  FP16("fp16", 2),
  BF16("bf16", 2),
  INT8("int8", 1),
  INT4("int4", 0.5),

  /** Whole numbers and others, which are shapes and indices rather than weights. */
  OTHER("other", 8);

  private final String text;
  private final double bytes;

  Precision(String text, double bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /** The constant of onnx.proto's TensorProto.DataType. */
  static Precision ofDataType(long dataType) {
    return switch ((int) dataType) {
      case 1 -> FP32;
      case 10 -> FP16;
      case 16 -> BF16;
      case 2, 3, 17, 18, 19, 20 -> INT8;
      case 21, 22, 23 -> INT4;
      default -> OTHER;
    };
  }

  /** Bytes of so many weights. */
  long bytes(long weights) {
    return (long) Math.ceil(weights * bytes);
  }

  @Override
  public String toString() {
    return text;
  }
}
