/** What the connectors need to know of a result: its key, its id, some of its fields. */
@NullMarked
package io.millrace.aws.result;

import org.jspecify.annotations.NullMarked;
