package io.avatarorigin.worker.http;

/**
 * Something wrong in a body, in FastAPI's words.
 *
 * @param field its name; empty for the whole body
 * @param message what is wrong
 * @param type of the fault
 */
public record FieldFault(String field, String message, String type) {}
