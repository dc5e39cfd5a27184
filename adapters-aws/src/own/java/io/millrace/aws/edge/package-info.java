/**
 * The one place where an edge is made: this folder makes our own. A build with {@code
 * -Pofficial-connectors} has the folder {@code src/official} in its place, with the same classes.
 */
@NullMarked
package io.millrace.aws.edge;

import org.jspecify.annotations.NullMarked;
