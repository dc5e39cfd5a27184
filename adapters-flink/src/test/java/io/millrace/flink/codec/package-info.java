@NullMarked
package io.millrace.flink.codec;

import org.jspecify.annotations.NullMarked;
