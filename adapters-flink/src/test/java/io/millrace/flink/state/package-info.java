@NullMarked
package io.millrace.flink.state;

import org.jspecify.annotations.NullMarked;
