package io.avatarorigin.operator.binding;

import java.time.Duration;

/**
 * Why something cannot be undone yet.
 *
 * @param next when it is tried again
 */
public record Hindrance(Finding problem, Duration next) {}
