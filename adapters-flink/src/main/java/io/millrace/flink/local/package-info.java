/** Clusters in this process, and who may ask them what. */
@NullMarked
package io.millrace.flink.local;

import org.jspecify.annotations.NullMarked;
