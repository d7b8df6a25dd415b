package io.avatarorigin.origin.store;

/** What became of looking for a rendition without drawing. */
sealed interface Found {
  record Here(Rendition rendition) implements Found {}

  /** Neither the rendition nor its portrait is stored. */
  record Nothing() implements Found {}

  /** It could be encoded, but too many others wait for that. */
  record Overloaded() implements Found {}

  /** It is being encoded, longer than the caller waits. */
  record Late() implements Found {}

  /** It is pinned to a picture that cannot be shown until somebody mends it. */
  record Broken() implements Found {}
}
