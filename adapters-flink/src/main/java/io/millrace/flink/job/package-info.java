/** The job of all decisions: how it is built, run and watched. */
@NullMarked
package io.millrace.flink.job;

import org.jspecify.annotations.NullMarked;
