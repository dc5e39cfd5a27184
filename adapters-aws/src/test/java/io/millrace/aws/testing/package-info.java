/** Services of AWS on loopback, and results to send there. */
@NullMarked
package io.millrace.aws.testing;

import org.jspecify.annotations.NullMarked;
