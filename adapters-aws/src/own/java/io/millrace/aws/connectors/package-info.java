/**
 * The one place where a connector is made: this folder makes our own. A build with {@code
 * -Pofficial-connectors} has the folder {@code src/official} in its place, with the same classes.
 */
@NullMarked
package io.millrace.aws.connectors;

import org.jspecify.annotations.NullMarked;
