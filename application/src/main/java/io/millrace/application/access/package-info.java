/** Decisions on logins. */
@NullMarked
package io.millrace.application.access;

import org.jspecify.annotations.NullMarked;
