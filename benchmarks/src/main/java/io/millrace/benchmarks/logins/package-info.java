/** The brute-force detection beside other ways to write it. */
@NullMarked
package io.millrace.benchmarks.logins;

import org.jspecify.annotations.NullMarked;
