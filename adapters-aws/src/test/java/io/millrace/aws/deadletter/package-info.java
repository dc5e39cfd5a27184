/** Dead letters. */
@NullMarked
package io.millrace.aws.deadletter;

import org.jspecify.annotations.NullMarked;
