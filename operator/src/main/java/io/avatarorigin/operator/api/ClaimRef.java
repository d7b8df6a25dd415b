package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A folder of a volume that is there already. */
@ApiType
public record ClaimRef(
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("A PersistentVolumeClaim in the same namespace.")
        String claimName,
    @Pattern("^[^/].*$")
        @Size(max = 1024)
        @JsonPropertyDescription("The folder in it. Default: the volume itself.")
        @Nullable String path) {}
