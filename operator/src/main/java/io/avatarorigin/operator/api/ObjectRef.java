package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An object in the same namespace. */
@ApiType
public record ObjectRef(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Its name.") String name) {}
