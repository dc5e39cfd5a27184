/** What a running job measures of itself: names that drivers, alarms and dashboards share. */
@NullMarked
package io.millrace.application.metrics;

import org.jspecify.annotations.NullMarked;
