/** What our job costs with more keys, and with one that has all events. */
@NullMarked
package io.millrace.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
