package io.avatarorigin.origin.s3.wire;

/** One header of an answer; the value holds visible ASCII and blanks only. */
public record HeaderLine(ResponseHeader name, String value) {}
