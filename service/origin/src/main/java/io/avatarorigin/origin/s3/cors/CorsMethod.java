package io.avatarorigin.origin.s3.cors;

/** What pages may do: this surface is read-only. */
public enum CorsMethod {
  GET,
  HEAD
}
