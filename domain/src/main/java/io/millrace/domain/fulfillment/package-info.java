/** Orders matched with inventory. */
@NullMarked
package io.millrace.domain.fulfillment;

import org.jspecify.annotations.NullMarked;
