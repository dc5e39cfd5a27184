/**
 * Where results go that a sink can never write: too large for the service, refused by it, or tried
 * too often. A letter holds the whole record and the reason, so that it can be written later.
 */
@NullMarked
package io.millrace.aws.deadletter;

import org.jspecify.annotations.NullMarked;
