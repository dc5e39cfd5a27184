package io.millrace.benchmarks.parts;

import io.millrace.files.UsageException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Option;

/** How long and how often JMH measures, and the measuring. */
public final class Jmh {
  private static final int WARM_UPS = 4;
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "1",
      description = "Processes a part, one after the other; 0 for this one (default: 1).")
  private int forks;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "3",
      description = "Iterations that count, after four for warming up (default: 3).")
  private int iterations;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "How long an iteration is (default: 2).")
  private double seconds;

  /**
   * What one call takes.
   *
   * @param ns by the clock, on average
   * @param cpuNs of processors, in the iteration that took least
   */
  public record Cost(double ns, double cpuNs, double allocatedBytes) {
    /** Megabytes for a second of a CPU, if a call goes through so many bytes. */
    public double megabytesACpuSecond(double bytes) {
      return bytes / cpuNs * 1000;
    }
  }

  /**
   * Measures one method of a class with the given parameters.
   *
   * @throws IllegalStateException if it fails
   */
  public Cost measure(Class<?> type, String method, Map<String, String> parameters) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(atLeast(0, "--forks", forks))
            .warmupIterations(WARM_UPS)
            .warmupTime(time())
            .measurementIterations(atLeast(1, "--iterations", iterations))
            .measurementTime(time())
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            // Not those of this process, which are for whole jobs. Compiling does not lag behind.
            .jvmArgs("-Xms1g", "-Xmx1g", "-Xbatch");
    parameters.forEach(options::param);
    RunResult result = run(options.build(), parameters);
    return new Cost(
        result.getPrimaryResult().getScore(),
        other(result, CpuProfiler.CPU),
        other(result, ALLOCATED));
  }

  private static RunResult run(Options options, Map<String, String> parameters) {
    try {
      return new Runner(options).runSingle();
    } catch (RunnerException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      Throwable[] others = cause.getSuppressed();
      throw new IllegalStateException(
          parameters + ": " + (others.length > 0 ? others[0] : cause), e);
    }
  }

  @SuppressWarnings("rawtypes") // as JMH has it
  private static double other(RunResult result, String name) {
    for (Map.Entry<String, Result> other : result.getSecondaryResults().entrySet()) {
      if (other.getKey().endsWith(name)) {
        return other.getValue().getScore();
      }
    }
    throw new IllegalStateException("JMH does not say " + name);
  }

  private TimeValue time() {
    long ms = Math.round(seconds * 1000);
    return TimeValue.milliseconds(atLeast(1, "--seconds in milliseconds", (int) ms));
  }

  private static int atLeast(int least, String option, int value) {
    if (value < least) {
      throw new UsageException(option + " is " + value + ", must be at least " + least);
    }
    return value;
  }
}
