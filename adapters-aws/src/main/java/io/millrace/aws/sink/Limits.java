package io.millrace.aws.sink;

/**
 * What a service takes in one call, all bounds included.
 *
 * @param entries of a batch
 * @param batchBytes of a batch
 * @param entryBytes of one entry
 */
record Limits(int entries, long batchBytes, long entryBytes) {}
