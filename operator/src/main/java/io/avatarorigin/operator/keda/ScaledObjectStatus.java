package io.avatarorigin.operator.keda;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What KEDA says of it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScaledObjectStatus(@Nullable List<Condition> conditions) {}
