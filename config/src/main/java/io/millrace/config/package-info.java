/**
 * The configuration of a live job: the runtime properties of the managed service, typed and
 * checked. The same file configures a run on this machine.
 */
@NullMarked
package io.millrace.config;

import org.jspecify.annotations.NullMarked;
