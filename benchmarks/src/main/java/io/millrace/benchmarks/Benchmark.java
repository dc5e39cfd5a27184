package io.millrace.benchmarks;

import java.io.PrintStream;

/**
 * Something that can be measured by name. Its class is public, has a constructor without
 * parameters, stands in {@code META-INF/services}, and carries picocli's {@code @Command} with its
 * name, a description of one line, and {@code @Option}s for what can be chosen; {@code bench NAME
 * --help} and the list of all names come from there.
 */
public interface Benchmark {
  /**
   * Measures, and prints what it found as text that can stand in a document.
   *
   * @param out for the findings; progress goes to standard error
   * @throws IllegalStateException if what was measured gave wrong results
   */
  void run(PrintStream out) throws Exception;
}
