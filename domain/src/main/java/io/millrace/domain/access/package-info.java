/** Brute-force logins and the account takeovers that follow them. */
@NullMarked
package io.millrace.domain.access;

import org.jspecify.annotations.NullMarked;
