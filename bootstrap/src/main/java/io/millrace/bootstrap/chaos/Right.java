package io.millrace.bootstrap.chaos;

/**
 * A result as it must be.
 *
 * @param content its line and its headers
 * @param lane those of a lane arrive in their order
 */
record Right(String content, String lane) {}
