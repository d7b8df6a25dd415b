package io.avatarorigin.origin.web;

/** Answers one kind of request and says what with. Called on virtual threads, which may block. */
interface WebHandler {
  WebAnswer answer(Exchange exchange);
}
