/** The dashboard over the tables in DynamoDB. */
@NullMarked
package io.millrace.bootstrap.serve;

import org.jspecify.annotations.NullMarked;
