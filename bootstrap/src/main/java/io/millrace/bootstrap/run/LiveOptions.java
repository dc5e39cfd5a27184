package io.millrace.bootstrap.run;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the cluster of a live job in this process is made.
 *
 * @param state where checkpoints are kept, and from whose latest the job goes on; or null
 * @param dropsState whether state is given up that the configuration has no place for
 * @param restarts after how many restarts the job ends between which no checkpoint was completed;
 *     0: never
 * @param betweenCheckpoints from the begin of one checkpoint to that of the next
 */
public record LiveOptions(
    int parallelism,
    @Nullable Path state,
    boolean dropsState,
    int restarts,
    Duration betweenCheckpoints) {
  /** As many as take a quarter of an hour, with the pauses between. */
  public static final int DEFAULT_RESTARTS = 20;

  /** Often enough that little is read twice after a restart. */
  public static final Duration DEFAULT_BETWEEN_CHECKPOINTS = Duration.ofSeconds(10);
}
