package io.millrace.flink.job;

/** Hears how far a run has come. */
@FunctionalInterface
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener NONE = (records, bytes) -> {};

  /**
   * Called now and then while the run goes on.
   *
   * @param records how many have been read, of all streams
   * @param bytes how many they took up, uncompressed, with one more each for the line end
   */
  void progressed(long records, long bytes);
}
