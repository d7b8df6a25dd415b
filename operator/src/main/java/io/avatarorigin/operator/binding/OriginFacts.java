package io.avatarorigin.operator.binding;

import java.util.Optional;

/**
 * What is seen of the origin.
 *
 * @param isServing whether one serves
 * @param isSettled whether all that serve are of the same making
 * @param contentVersion what an origin tells
 */
public record OriginFacts(boolean isServing, boolean isSettled, Optional<String> contentVersion) {}
