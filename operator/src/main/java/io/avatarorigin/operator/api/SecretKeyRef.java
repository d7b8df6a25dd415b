package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One entry of a Secret in the same namespace. */
@ApiType
public record SecretKeyRef(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The Secret's name.") String name,
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The entry's key.") String key) {}
