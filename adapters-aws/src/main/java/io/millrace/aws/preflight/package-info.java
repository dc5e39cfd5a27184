/** Asks before a job starts whether what it needs on AWS is there. */
@NullMarked
package io.millrace.aws.preflight;

import org.jspecify.annotations.NullMarked;
