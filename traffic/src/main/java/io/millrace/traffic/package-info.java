/** Synthetic traffic: all streams from one seed, with labelled incidents planted in them. */
@NullMarked
package io.millrace.traffic;

import org.jspecify.annotations.NullMarked;
