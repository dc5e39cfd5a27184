@NullMarked
package io.millrace.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
