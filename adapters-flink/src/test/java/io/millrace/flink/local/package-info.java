@NullMarked
package io.millrace.flink.local;

import org.jspecify.annotations.NullMarked;
