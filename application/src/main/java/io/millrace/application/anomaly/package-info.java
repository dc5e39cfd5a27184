/** The detection of anomalies, and how its state is written. */
@NullMarked
package io.millrace.application.anomaly;

import org.jspecify.annotations.NullMarked;
