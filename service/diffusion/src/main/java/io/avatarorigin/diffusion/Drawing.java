package io.avatarorigin.diffusion;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Steps of UNet, guidance and scheduler for pictures of one size, with as many steps and chunks of
 * prompts and the same adapters, which share the UNet's runs. For one thread.
 */
final class Drawing {

  private final ModelParts parts;

  Drawing(ModelParts parts) {
    this.parts = parts;
  }

  /** Draws until each has finished or failed, those that take longest last. */
  void draw(List<Sitting> sittings) {
    List<Sitting> left = new ArrayList<>(sittings);
    left.removeIf(sitting -> !sitting.begin(parts.promptEncoder()));
    try {
      int step = 0;
      while (!left.isEmpty() && step < left.getFirst().steps()) {
        step = drawTogether(left, step);
      }
    } catch (RuntimeException | Error e) { // the UNet's
      left.forEach(sitting -> sitting.fail(e));
      return;
    }
    left.stream().map(Sitting::finish).toList().forEach(later -> later.ifPresent(Runnable::run));
  }

  /** From a step on until somebody leaves, who is then no longer in the list; returns the next. */
  private int drawTogether(List<Sitting> left, int from) {
    List<UnetConditions.Row> rows = new ArrayList<>();
    List<float[]> inputs = new ArrayList<>();
    List<float[]> predictions = new ArrayList<>();
    for (Sitting sitting : left) {
      rows.addAll(sitting.rows());
      inputs.addAll(Collections.nCopies(sitting.rows().size(), sitting.input()));
      predictions.addAll(sitting.predictions());
    }
    Sitting one = left.getFirst();
    try (Arena arena = Arena.ofConfined();
        ActiveLoras loras = ActiveLoras.open(one.loras());
        Unet.Run run =
            parts.unet().prepare(arena, one.height(), one.width(), conditions(rows, one), loras)) {
      int step = from;
      int all = left.size();
      while (left.size() == all && step < one.steps()) {
        int now = step;
        left.forEach(sitting -> sitting.scaleInput(now));
        run.predict(one.timestep(step), inputs, predictions);
        left.removeIf(sitting -> !sitting.take(now));
        step++;
      }
      return step;
    }
  }

  private UnetConditions conditions(List<UnetConditions.Row> rows, Sitting one) {
    int factor = parts.vaeDecoder().factor();
    return UnetConditions.of(rows, one.height() * factor, one.width() * factor);
  }
}
