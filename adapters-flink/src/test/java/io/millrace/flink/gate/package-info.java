@NullMarked
package io.millrace.flink.gate;

import org.jspecify.annotations.NullMarked;
