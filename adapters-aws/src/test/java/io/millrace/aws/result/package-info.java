/** What the connectors read of results. */
@NullMarked
package io.millrace.aws.result;

import org.jspecify.annotations.NullMarked;
