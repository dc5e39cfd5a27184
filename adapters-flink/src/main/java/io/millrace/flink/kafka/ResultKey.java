package io.millrace.flink.kafka;

import io.millrace.application.wire.ResultLine;
import java.io.Serializable;

/** Tells what a result is about: results of one key stay in their order. */
@FunctionalInterface
public interface ResultKey extends Serializable {
  /** The key of a result, never empty. */
  String of(ResultLine line);
}
