@NullMarked
package io.millrace.flink.machine;

import org.jspecify.annotations.NullMarked;
