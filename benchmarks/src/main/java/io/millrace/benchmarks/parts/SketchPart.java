package io.millrace.benchmarks.parts;

import io.millrace.application.replay.TimerCalendar;
import io.millrace.domain.dashboard.DistinctUsers;
import io.millrace.domain.kernel.ExactSum;
import io.millrace.domain.latency.LatencySketch;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Sketches, sums and the calendar, each with so much in it as they usually hold. */
@State(Scope.Thread)
public class SketchPart {
  private static final int VALUES = 4096;
  private static final int FEW_USERS = 1000;
  private static final int MANY_USERS = 100_000;
  private static final int WAIT_MS = 60_000;
  private static final int BETWEEN_WATERMARKS_MS = 200;

  private final double[] latencies = new double[VALUES];
  private final double[] values = new double[VALUES];
  private final long[] users = new long[MANY_USERS];
  private final int[] waits = new int[VALUES];
  private final LatencySketch sketch = new LatencySketch();
  private final LatencySketch pane = new LatencySketch();
  private final ExactSum sum = new ExactSum();
  private final DistinctUsers few = new DistinctUsers(MANY_USERS);
  private final DistinctUsers many = new DistinctUsers(FEW_USERS);
  private final TimerCalendar<String> calendar = new TimerCalendar<>();
  private int next;
  private long nowMs;

  /** Fills everything. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < VALUES; i++) {
      latencies[i] = -25 * Math.log(1 - random.nextDouble());
      values[i] = (random.nextDouble() - 0.5) * 1000;
      waits[i] = 1 + random.nextInt(WAIT_MS);
      sketch.add(latencies[i]);
      sum.add(values[i]);
      if (i % 16 == 0) {
        pane.add(latencies[i]);
      }
    }
    for (int i = 0; i < MANY_USERS; i++) {
      users[i] = random.nextLong() | 1;
      many.add(users[i]);
      if (i < FEW_USERS) {
        few.add(users[i]);
      }
    }
    nowMs = WAIT_MS;
    for (int i = 0; i < WAIT_MS; i++) {
      calendar.add(i + waits[i % VALUES], "key");
    }
  }

  /** A response time to a sketch of 4,096. */
  @Benchmark
  public Object latencySketchAdd() {
    sketch.add(latencies[follow()]);
    return sketch;
  }

  /** A pane of 256 response times to a sketch. */
  @Benchmark
  public Object latencySketchMerge() {
    sketch.add(pane);
    return sketch;
  }

  /** The value at a rank. */
  @Benchmark
  public double latencySketchRank() {
    return sketch.valueAtRank(1 + follow());
  }

  /** One of 1,000 users who are counted exactly, and known. */
  @Benchmark
  public Object distinctUsersAddToFew() {
    few.add(users[follow() % FEW_USERS]);
    return few;
  }

  /** One of 4,096 users to 100,000 who are estimated. */
  @Benchmark
  public Object distinctUsersAddToMany() {
    many.add(users[follow()]);
    return many;
  }

  /** How many of 100,000 there are. */
  @Benchmark
  public long distinctUsersCountMany() {
    return many.count();
  }

  /** A value to a sum. */
  @Benchmark
  public Object exactSumAdd() {
    sum.add(values[follow()]);
    return sum;
  }

  /** The sum as a double. */
  @Benchmark
  public double exactSumValue() {
    sum.add(0.0);
    return sum.value();
  }

  /** A timer a millisecond that is due within a minute; all that are due, now and then. */
  @Benchmark
  public void timersAddAndFire(Blackhole fired) {
    nowMs++;
    calendar.add(nowMs + waits[follow()], "key");
    if (nowMs % BETWEEN_WATERMARKS_MS == 0) {
      calendar.fire(nowMs, (key, timeMs) -> fired.consume(key));
    }
  }

  private int follow() {
    next = (next + 1) % VALUES;
    return next;
  }
}
