/** What was published, and what is: the promises of docs/compatibility.md. */
@NullMarked
package io.millrace.architecture.api;

import org.jspecify.annotations.NullMarked;
