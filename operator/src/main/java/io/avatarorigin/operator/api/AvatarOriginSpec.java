package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What is wanted. */
@ApiType
@ValidationRule(
    value = "!(has(self.worker) && has(self.model) && has(self.model.external))",
    message = "worker: an external model is drawn by its own server, so there are no workers")
@ValidationRule(
    value =
        "!has(self.tigris) || (has(self.origin) && has(self.origin.s3Host) &&"
            + " self.origin.s3Host.contains('.'))",
    message = "tigris: origin.s3Host is needed, of two labels or more: Tigris asks it")
@ValidationRule(
    value =
        "!has(self.tigris) || !has(self.origin) || !has(self.origin.s3Host) ||"
            + " !has(self.origin.bucket) || self.origin.s3Host.startsWith(self.origin.bucket + '.')",
    message = "tigris: origin.bucket has to be the first label of origin.s3Host, or be left out")
public record AvatarOriginSpec(
    @JsonPropertyDescription(
            "Whether drawing stops. What is drawn is served all the same; what is not is answered"
                + " 503 until this is false again. Workers are stopped. Default: false.")
        @Nullable Boolean suspend,
    @Required @JsonPropertyDescription("What draws: exactly one source.") ModelSpec model,
    @JsonPropertyDescription(
            "How pictures are drawn. What is absent is the model's own, else the vocabulary's.")
        @Nullable SamplerSpec sampler,
    @JsonPropertyDescription(
            "The rule from a hash to a prompt: exactly one source. Default: the preset azurda.")
        @Nullable VocabularySpec vocabulary,
    @JsonPropertyDescription("The servers that objects are asked of.") @Nullable OriginSpec origin,
    @JsonPropertyDescription("The pods that draw.") @Nullable WorkerSpec worker,
    @JsonPropertyDescription(
            "A bucket of Tigris in front: it takes from the origin what it lacks, and keeps it.")
        @Nullable TigrisSpec tigris) {}
