@NullMarked
package io.millrace.flink.sql;

import org.jspecify.annotations.NullMarked;
