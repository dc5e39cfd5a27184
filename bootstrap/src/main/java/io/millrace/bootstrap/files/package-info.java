/** Folders of NDJSON files: histories in, results out. */
@NullMarked
package io.millrace.bootstrap.files;

import org.jspecify.annotations.NullMarked;
