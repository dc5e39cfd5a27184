/** The Flink source against an emulator. */
@NullMarked
package io.millrace.aws.s3.flink;

import org.jspecify.annotations.NullMarked;
