/**
 * The stack on AWS. It is derived from the properties that the job reads: a stream, a table or a
 * topic is there because the job's own reader has found it in them.
 */
@NullMarked
package io.millrace.deploy;

import org.jspecify.annotations.NullMarked;
