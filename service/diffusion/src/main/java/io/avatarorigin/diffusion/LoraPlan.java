package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.text.LoraTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which adapters the tags of a prompt switch on.
 *
 * @param unet those of the UNet
 * @param textEncoder those of the text encoder
 * @param ignored the tags that switch on nothing
 */
record LoraPlan(List<Weighted> unet, List<Weighted> textEncoder, List<IgnoredTag> ignored) {

  /** An adapter with its weight, which is not 0. */
  record Weighted(LoraFile file, double weight) {}

  static LoraPlan of(List<LoraTag> tags, LoraFolder folder) {
    LoraPlan plan = new LoraPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (LoraTag tag : tags) {
      Optional<LoraFile> unet = folder.forUnet(tag.name());
      Optional<LoraFile> text = folder.forTextEncoder(tag.name());
      Optional<String> fault =
          unet.isEmpty() && text.isEmpty()
              ? Optional.of("the model folder holds no lora/" + tag.name() + ".onnx_adapter")
              : fault(unet, tag.unetWeight(), plan.unet)
                  .or(() -> fault(text, tag.textWeight(), plan.textEncoder));
      if (fault.isPresent()) {
        plan.ignored.add(new IgnoredTag(tag.text(), fault.get()));
      } else {
        add(unet, tag.unetWeight(), plan.unet);
        add(text, tag.textWeight(), plan.textEncoder);
      }
    }
    return plan;
  }

  private static void add(Optional<LoraFile> file, double weight, List<Weighted> to) {
    file.filter(present -> weight != 0).ifPresent(present -> to.add(new Weighted(present, weight)));
  }

  private static Optional<String> fault(
      Optional<LoraFile> file, double weight, List<Weighted> others) {
    if (file.isEmpty() || weight == 0) {
      return Optional.empty();
    }
    if (weight != 1 && !file.get().isScalable()) {
      return Optional.of("its adapter names no lora_B factors of floats, so its weight must be 1");
    }
    Set<String> taken = new HashSet<>();
    others.forEach(other -> taken.addAll(other.file().inputs()));
    return Collections.disjoint(taken, file.get().inputs())
        ? Optional.empty()
        : Optional.of("its adapter feeds inputs that an earlier tag's feeds; one each is possible");
  }
}
