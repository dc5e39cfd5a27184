package io.millrace.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The parts of a split, one after another, in the order of their names by Unicode code point. */
public interface Parts {
  /** The next part, or null after the last. */
  @Nullable Part next() throws IOException;
}
