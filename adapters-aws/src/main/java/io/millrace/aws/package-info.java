/** The connectors to AWS: where records come from and where results go. */
@NullMarked
package io.millrace.aws;

import org.jspecify.annotations.NullMarked;
