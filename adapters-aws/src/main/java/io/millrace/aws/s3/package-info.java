/**
 * Histories and dead letters in S3. Knows nothing of Flink: the backfill reads histories without
 * it.
 */
@NullMarked
package io.millrace.aws.s3;

import org.jspecify.annotations.NullMarked;
