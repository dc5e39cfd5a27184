@NullMarked
package io.millrace.bootstrap.plan;

import org.jspecify.annotations.NullMarked;
