/** The dashboard's minutes, and how their events and state are written. */
@NullMarked
package io.millrace.application.dashboard;

import org.jspecify.annotations.NullMarked;
