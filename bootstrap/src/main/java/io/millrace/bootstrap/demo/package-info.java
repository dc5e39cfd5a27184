/** Everything in one process: traffic, the job, tables, the dashboard. */
@NullMarked
package io.millrace.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
