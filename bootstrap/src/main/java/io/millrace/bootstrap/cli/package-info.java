/** The command line: what every command takes, prints and returns. */
@NullMarked
package io.millrace.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
