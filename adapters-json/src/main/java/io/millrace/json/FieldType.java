package io.millrace.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** What a field may hold, and how it is read. */
@FunctionalInterface
interface FieldType {
  /**
   * Reads the value that the parser stands on, which is not null, into a place of the values.
   *
   * @throws Unreadable if it is not what the field may hold
   */
  void read(JsonParser in, String field, Values into, int place) throws IOException, Unreadable;
}
