/** A Flink source of bounded streams in S3; reference data, above all. */
@NullMarked
package io.millrace.aws.s3.flink;

import org.jspecify.annotations.NullMarked;
