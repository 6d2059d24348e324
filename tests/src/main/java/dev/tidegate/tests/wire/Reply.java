package dev.tidegate.tests.wire;

/** What goes over the wire. */
record Reply(int status, String contentType, byte[] body) {}
