/**
 * How state and records are written: compact, versioned, and without reflection. What an engine
 * keeps of a decision is written by these codecs alone.
 */
@NullMarked
package io.millrace.application.codec;

import org.jspecify.annotations.NullMarked;
