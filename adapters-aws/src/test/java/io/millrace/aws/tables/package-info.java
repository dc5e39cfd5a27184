/** Tables and their items. */
@NullMarked
package io.millrace.aws.tables;

import org.jspecify.annotations.NullMarked;
