/** Files of NDJSON, zipped or not, and folders of them: histories in, results out. */
@NullMarked
package io.millrace.files;

import org.jspecify.annotations.NullMarked;
