/** Decisions on payments. */
@NullMarked
package io.millrace.application.fraud;

import org.jspecify.annotations.NullMarked;
