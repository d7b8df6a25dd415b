package io.avatarorigin.worker.order;

import io.avatarorigin.worker.http.RequestIds;
import io.avatarorigin.worker.picture.PictureEncoder;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What an API that draws works with. */
public record DrawingParts(
    OrderTaker orders,
    RequestLimits limits,
    PictureEncoder encoder,
    RequestIds ids,
    RandomGenerator random,
    InstantSource clock) {}
