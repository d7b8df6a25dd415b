package io.avatarorigin.origin.s3;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the S3 face takes from the process around it.
 *
 * @param clock tells dates of conditions from dates in the future
 * @param random names this process and its requests
 * @param listener learns of every answer
 */
public record S3Runtime(InstantSource clock, RandomGenerator random, S3Listener listener) {}
