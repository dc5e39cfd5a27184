/** Alerts ahead of the watermark: raised at once, and confirmed or withdrawn when it has passed. */
@NullMarked
package io.millrace.application.signals;

import org.jspecify.annotations.NullMarked;
