@NullMarked
package io.millrace.application.queries;

import org.jspecify.annotations.NullMarked;
