@NullMarked
package io.millrace.flink.job;

import org.jspecify.annotations.NullMarked;
