package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How pictures are drawn. */
@ApiType
@ValidationRule(
    value = "!has(self.size) || self.size % 8 == 0",
    fieldPath = ".size",
    message = "a multiple of 8 is needed")
public record SamplerSpec(
    @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "diffusers' class without \"Scheduler\", such as DPMSolverMultistep, or"
                + " AUTOMATIC1111's name.")
        @Nullable String scheduler,
    @JsonPropertyDescription("Whether noise levels are spaced as Karras et al. do.")
        @Nullable Boolean karras,
    @Min(1) @Max(1000) @JsonPropertyDescription("Steps of denoising.") @Nullable Integer steps,
    @Min(0) @Max(50) @JsonPropertyDescription("Strength of classifier-free guidance.")
        @Nullable Double guidanceScale,
    @Min(8) @Max(2048) @JsonPropertyDescription("Side of a picture as it is drawn, in pixels.")
        @Nullable Integer size,
    @JsonPropertyDescription(
            "Whose random numbers pictures are drawn of: PyTorch's on a processor (Cpu), or those"
                + " on an NVIDIA GPU (Nv), which are computed on any machine.")
        @Nullable Noise noise) {

  /** Generators of random numbers. */
  public enum Noise {
    Cpu,
    Nv
  }
}
