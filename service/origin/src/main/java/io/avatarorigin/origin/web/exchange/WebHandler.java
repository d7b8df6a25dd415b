package io.avatarorigin.origin.web.exchange;

/** Answers one kind of request and says what with. Called on virtual threads, which may block. */
public interface WebHandler {
  /** Answers, and returns what with. */
  WebAnswer answer(Exchange exchange);
}
