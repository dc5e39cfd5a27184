/** S3 against an emulator. */
@NullMarked
package io.millrace.aws.s3;

import org.jspecify.annotations.NullMarked;
