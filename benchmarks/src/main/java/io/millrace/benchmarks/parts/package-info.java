/** The parts by themselves: decoding, machines, serializers and sketches, measured with JMH. */
@NullMarked
package io.millrace.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
