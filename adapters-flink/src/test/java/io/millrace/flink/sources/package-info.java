@NullMarked
package io.millrace.flink.sources;

import org.jspecify.annotations.NullMarked;
