/**
 * The one place where a connector is made: this folder makes Apache's connectors. It takes the place of
 * the folder {@code src/own} in a build with {@code -Pofficial-connectors}, and has the same
 * classes.
 *
 * <p>The state of a job made with one folder cannot be read by a job made with the other.
 */
@NullMarked
package io.millrace.aws.connectors;

import org.jspecify.annotations.NullMarked;
