/** Topics of Kafka: where records come from and where results go. */
@NullMarked
package io.millrace.flink.kafka;

import org.jspecify.annotations.NullMarked;
