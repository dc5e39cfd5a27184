/** Files that people write: YAML 1.2, and so JSON, with every fault and its place. */
@NullMarked
package io.millrace.json.yaml;

import org.jspecify.annotations.NullMarked;
