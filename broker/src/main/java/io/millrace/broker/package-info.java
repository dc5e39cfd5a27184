/** A broker of Kafka in this process, and what talks to it. */
@NullMarked
package io.millrace.broker;

import org.jspecify.annotations.NullMarked;
