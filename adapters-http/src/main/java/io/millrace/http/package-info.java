/** The dashboard's API and page. */
@NullMarked
package io.millrace.http;

import org.jspecify.annotations.NullMarked;
