/** The tables in DynamoDB, defined once for the job, the API, the tests and the stack. */
@NullMarked
package io.millrace.aws.tables;

import org.jspecify.annotations.NullMarked;
