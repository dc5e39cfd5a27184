package io.millrace.benchmarks.json;

import java.io.IOException;
import java.math.BigDecimal;

/** A JSON library as {@link Loop} uses it: goes through an object field by field. */
interface Cursor {
  /** No further field. */
  int END = -1;

  /** A field with a name that is not known. */
  int UNKNOWN = -2;

  /** Goes into the object that a record is. */
  void open(byte[] utf8, Names names) throws IOException;

  /** Goes to the value of the next field, which is probably {@code expected}; says which it is. */
  int next(int expected) throws IOException;

  /** Takes the value if it is null. */
  boolean takeNull() throws IOException;

  /** Whether the value is a string. */
  boolean isText() throws IOException;

  /** Takes a string. */
  String text() throws IOException;

  /** Takes a whole number. */
  long whole() throws IOException;

  /** Takes a number. */
  double real() throws IOException;

  /** Takes an exact number, or a string that holds one. */
  BigDecimal exact() throws IOException;

  /** Takes true or false. */
  boolean flag() throws IOException;

  /** Takes whatever the value is. */
  void skip() throws IOException;

  /** After the end of the object; refuses what follows, if the library can tell. */
  void close() throws IOException;
}
