package io.millrace.benchmarks.contest;

import java.nio.file.Path;
import java.util.function.Predicate;

/** One way of doing a whole job: from a file of records to results. */
public interface Contender {
  /** The scope of a way that is compared in what it costs alone. */
  Predicate<String> COSTS_ALONE = line -> false;

  /** What the table calls it. */
  String name();

  /**
   * Which result lines it is meant to give, of those that the first contender gives: all, unless
   * the way cannot express the rest.
   */
  default Predicate<String> scope() {
    return line -> true;
  }

  /** What the largest checkpoint of the last run held, in bytes; 0 if there was none. */
  default long checkpointBytes() {
    return 0;
  }

  /** Makes ready what the job runs on, which is not measured. */
  default void prepare() throws Exception {}

  /** Ends what was made ready. */
  default void release() throws Exception {}

  /**
   * Does the job to its end.
   *
   * @param input the records, one a line
   * @param output a new folder for the results: files of any name, one result a line
   */
  void run(Path input, Path output) throws Exception;
}
