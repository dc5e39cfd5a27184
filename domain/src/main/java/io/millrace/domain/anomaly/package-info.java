/** Values that lie far from the recent values of their series. */
@NullMarked
package io.millrace.domain.anomaly;

import org.jspecify.annotations.NullMarked;
