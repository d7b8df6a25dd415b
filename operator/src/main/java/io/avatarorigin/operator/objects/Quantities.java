package io.avatarorigin.operator.objects;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sums over Kubernetes' quantities. */
final class Quantities {
  private Quantities() {}

  /** A share of a number of bytes, as origin and worker write sizes. */
  static String share(Quantity bytes, double share) {
    return Quantity.getAmountInBytes(bytes)
        .multiply(BigDecimal.valueOf(share))
        .setScale(0, RoundingMode.DOWN)
        .toPlainString();
  }
}
