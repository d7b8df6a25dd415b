package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.text.LoraTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which adapters the tags of a prompt switch on.
 *
 * @param adapters by their net
 * @param ignored the tags that switch on nothing
 */
record LoraPlan(Map<LoraNet, List<Weighted>> adapters, List<IgnoredTag> ignored) {

  /** An adapter with its weight, which is not 0. */
  record Weighted(LoraFile file, double weight) {}

  static LoraPlan of(List<LoraTag> tags, LoraFolder folder) {
    LoraPlan plan = new LoraPlan(new EnumMap<>(LoraNet.class), new ArrayList<>());
    for (LoraTag tag : tags) {
      Map<LoraNet, Weighted> wanted = new EnumMap<>(LoraNet.class);
      boolean known = false;
      for (LoraNet net : LoraNet.values()) {
        Optional<LoraFile> file = folder.find(net, tag.name());
        known |= file.isPresent();
        double weight = net == LoraNet.UNET ? tag.unetWeight() : tag.textWeight();
        file.filter(_ -> weight != 0)
            .ifPresent(present -> wanted.put(net, new Weighted(present, weight)));
      }
      Optional<String> fault =
          known
              ? plan.fault(wanted)
              : Optional.of("the model folder holds no lora/" + tag.name() + ".onnx_adapter");
      fault.ifPresentOrElse(
          reason -> plan.ignored.add(new IgnoredTag(tag.text(), reason)), () -> plan.add(wanted));
    }
    return plan;
  }

  /** Those of one net. */
  List<Weighted> of(LoraNet net) {
    return adapters.getOrDefault(net, List.of());
  }

  private void add(Map<LoraNet, Weighted> wanted) {
    wanted.forEach((net, lora) -> adapters.computeIfAbsent(net, _ -> new ArrayList<>()).add(lora));
  }

  private Optional<String> fault(Map<LoraNet, Weighted> wanted) {
    return wanted.entrySet().stream()
        .flatMap(each -> fault(each.getValue(), of(each.getKey())).stream())
        .findFirst();
  }

  private static Optional<String> fault(Weighted lora, List<Weighted> others) {
    if (lora.weight() != 1 && !lora.file().isScalable()) {
      return Optional.of("its adapter names no lora_B factors of floats, so its weight must be 1");
    }
    Set<String> taken = new HashSet<>();
    others.forEach(other -> taken.addAll(other.file().inputs()));
    return Collections.disjoint(taken, lora.file().inputs())
        ? Optional.empty()
        : Optional.of("its adapter feeds inputs that an earlier tag's feeds; one each is possible");
  }
}
