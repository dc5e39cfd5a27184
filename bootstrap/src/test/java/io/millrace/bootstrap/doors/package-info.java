@NullMarked
package io.millrace.bootstrap.doors;

import org.jspecify.annotations.NullMarked;
