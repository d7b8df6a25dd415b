package io.avatarorigin.worker.webui;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.worker.draw.FinishedPicture;
import io.avatarorigin.worker.order.ModelNames;
import java.math.BigDecimal;

/** How AUTOMATIC1111 writes a picture's parameters into its file, from which it reads them back. */
final class Infotext {
  /** The keyword of the text in PNG files. */
  static final String KEYWORD = "parameters";

  private Infotext() {}

  static String of(FinishedPicture picture, ModelDescription model) {
    DrawRequest request = picture.request();
    String negative =
        request.negativePrompt().isEmpty() ? "" : "\nNegative prompt: " + request.negativePrompt();
    return request.prompt()
        + negative
        + "\nSteps: %d, Sampler: %s, CFG scale: %s, Seed: %s, Size: %dx%d, Model hash: %s, Model: %s, RNG: %s"
            .formatted(
                request.steps(),
                ModelNames.sampler(request.scheduler()),
                plain(request.guidanceScale()),
                picture.seed(),
                request.width(),
                request.height(),
                ModelNames.hash(model),
                model.name(),
                request.noise() == NoiseKind.CPU ? "CPU" : "NV");
  }

  /** Without a fraction where there is none. */
  static BigDecimal plain(double number) {
    BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
