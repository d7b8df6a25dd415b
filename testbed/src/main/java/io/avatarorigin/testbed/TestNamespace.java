package io.avatarorigin.testbed;

/** A namespace of one test. */
public record TestNamespace(String name) {}
