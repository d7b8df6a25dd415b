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
    @JsonPropertyDescription("The pods that draw.") @Nullable WorkerSpec worker) {}
