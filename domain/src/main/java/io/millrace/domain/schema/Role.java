package io.millrace.domain.schema;

/** What a field is for, beside what it holds. */
public enum Role {
  /** What the record is about: the key of its decision. */
  KEY,
  /** Tells the record from all others of its kind and key; several make it together. */
  ID,
  /** When it happened. */
  TIME,
  /** Tables of results are looked up by it. */
  INDEX,
  /** The more, the newer: of two results that are alike but for this, the one with more counts. */
  REVISION,
  /** Records in which it is true are dropped before anything is decided. */
  DROPS
}
