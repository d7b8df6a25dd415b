package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.ImageFormat;
import java.time.Instant;

/**
 * A portrait in one size and format: what a GET returns. The bytes are shared and never written to;
 * {@code md5} is their lower-case hex MD5, {@code drawnAt} the portrait's time in whole seconds.
 */
@SuppressWarnings("ArrayRecordComponent") // shared by every request for the rendition, by design
public record Rendition(byte[] content, ImageFormat format, String md5, Instant drawnAt) {}
