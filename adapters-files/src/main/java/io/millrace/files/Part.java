package io.millrace.files;

import java.io.IOException;
import java.io.InputStream;

/** One of the files or objects that make up a split. */
public interface Part {
  /** Its name in sources of rejections. */
  String name();

  /** Starts to read its bytes as they are stored. What the stream throws names the part. */
  InputStream open() throws IOException;
}
